"""Writes the SQL of the revisions (alembic upgrade head --sql), or runs them on the server that DATABASE_URL names."""

import os

import sqlalchemy as sa
from alembic import context

URL = os.environ.get("DATABASE_URL", "postgresql+psycopg://").replace("postgres://", "postgresql://", 1)
URL = URL.replace("postgresql://", "postgresql+psycopg://", 1)

if context.is_offline_mode():
    context.configure(url=URL, literal_binds=True, dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()
else:
    with sa.create_engine(URL, poolclass=sa.NullPool).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
