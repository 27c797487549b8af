/** The version and a hash of what the app was built from, e.g. `0.1.0+3f9a1c2e`; goes into every change as `app`. */
declare const __LANTERN_BUILD__: string;
