"""Kinds of columns that several features share, so that an id looks the same in every table."""

from typing import Annotated

from sqlalchemy import String
from sqlalchemy.orm import mapped_column

Id = Annotated[str, mapped_column(String(36))]
TenantKey = Annotated[str, mapped_column(String(36), primary_key=True)]
Key = Annotated[str, mapped_column(String(36), primary_key=True)]
Hash = Annotated[str, mapped_column(String(64))]
Text = Annotated[str, mapped_column(String(200))]
