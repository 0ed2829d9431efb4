"""Create instruments and quotes

What can be traded, and the last price of it.

Revision ID: 051477e30480
Revises: a6edfb477507
Create Date: 2025-01-14 09:00:00

"""

from alembic import op

revision = "051477e30480"
down_revision = "a6edfb477507"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TYPE public.instrument_kind AS ENUM ('stock', 'etf', 'bond')")
    op.execute(
        """COMMENT ON TYPE public.instrument_kind IS
'Decides how an instrument settles. Adding a value needs a release of the settlement service first.

@justify type-enum-justified: every value is a branch of the settlement code, so a new one is a release anyway'"""
    )
    op.execute(
        """
        CREATE DOMAIN public.price AS numeric(18, 6)
          CONSTRAINT ck_price_not_negative CHECK (VALUE >= 0)
        """
    )
    op.execute("COMMENT ON DOMAIN public.price IS 'A price for one unit. Six decimals is what the narrowest tick size needs.'")
    op.execute(
        """
        CREATE TABLE public.instruments (
          id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          symbol        text NOT NULL,
          isin          text CONSTRAINT ck_instruments_isin CHECK (isin ~ '^[A-Z]{2}[A-Z0-9]{9}[0-9]$'),
          name          text NOT NULL,
          kind          public.instrument_kind NOT NULL,
          currency_code text NOT NULL,
          tick_size     numeric(10, 6) NOT NULL DEFAULT 0.01 CONSTRAINT ck_instruments_tick_size CHECK (tick_size > 0),
          is_tradable   boolean NOT NULL DEFAULT true,
          listed_on     date NOT NULL,
          delisted_on   date,
          search        tsvector GENERATED ALWAYS AS (to_tsvector('simple', symbol || ' ' || name)) STORED,
          created_at    timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT uq_instruments_symbol UNIQUE (symbol),
          CONSTRAINT ck_instruments_listed_before_delisted CHECK (delisted_on > listed_on),
          CONSTRAINT fk_instruments_currency FOREIGN KEY (currency_code) REFERENCES public.currency (code)
        )
        """
    )
    op.execute("CREATE INDEX idx_instruments_currency_code ON public.instruments (currency_code)")
    op.execute("CREATE INDEX idx_instruments_search ON public.instruments USING gin (search)")
    op.execute("CREATE UNIQUE INDEX uq_instruments_isin ON public.instruments (isin) WHERE delisted_on IS NULL")
    op.execute(
        """COMMENT ON TABLE public.instruments IS
'What can be bought and sold. A delisted instrument stays, since its orders and prices do:

- `is_tradable` says whether an order may be placed **now**,
- `delisted_on` says that none ever will be again.'"""
    )
    op.execute("COMMENT ON COLUMN public.instruments.symbol IS 'The ticker, for example `ACME`. Reused by the exchange after years; we have not met that yet.'")
    op.execute("COMMENT ON COLUMN public.instruments.isin IS 'International number. Null for instruments too young to have one.'")
    op.execute("COMMENT ON COLUMN public.instruments.kind IS 'How it settles, see the type `instrument_kind`.'")
    op.execute("COMMENT ON COLUMN public.instruments.currency_code IS 'The currency that its price is in.'")
    op.execute("COMMENT ON COLUMN public.instruments.tick_size IS 'The smallest step of its price. A limit price must be a multiple of it.'")
    op.execute("COMMENT ON COLUMN public.instruments.is_tradable IS 'Off during a halt and before the opening.'")
    op.execute("COMMENT ON COLUMN public.instruments.delisted_on IS 'Its last day of trading was the day before. Null while listed.'")
    op.execute("COMMENT ON COLUMN public.instruments.search IS 'Symbol and name for the search box. Kept by PostgreSQL.'")
    op.execute("COMMENT ON INDEX public.uq_instruments_isin IS 'An ISIN moves on to a successor, so it is unique among listed instruments only.'")
    op.execute(
        """
        CREATE TABLE public.quotes (
          id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          instrument_id uuid NOT NULL,
          bid           public.price NOT NULL,
          ask           public.price NOT NULL,
          bid_size      integer NOT NULL,
          ask_size      integer NOT NULL,
          quoted_at     timestamptz NOT NULL,
          CONSTRAINT ck_quotes_spread CHECK (bid <= ask),
          CONSTRAINT fk_quotes_instruments FOREIGN KEY (instrument_id) REFERENCES public.instruments (id) ON DELETE CASCADE
        )
        """
    )
    op.execute("CREATE INDEX idx_quotes_instrument_id_quoted_at ON public.quotes (instrument_id, quoted_at DESC)")
    op.execute("COMMENT ON TABLE public.quotes IS 'Best bid and offer as polled from the broker. A stopgap until the feed is live.'")


def downgrade() -> None:
    op.drop_table("quotes")
    op.drop_table("instruments")
    op.execute("DROP DOMAIN public.price")
    op.execute("DROP TYPE public.instrument_kind")
