"""Create analytics tables

The first two tables that are computed: daily prices and cohorts of users.

Revision ID: 2fcfbbc15479
Revises: 00b340a7ba78
Create Date: 2025-03-10 09:00:00

"""

from alembic import op

revision = "2fcfbbc15479"
down_revision = "00b340a7ba78"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE analytics.daily_prices (
          id            bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000) PRIMARY KEY,
          instrument_id uuid NOT NULL,
          trading_day   date NOT NULL,
          open_price    public.price NOT NULL,
          high_price    public.price NOT NULL,
          low_price     public.price NOT NULL,
          close_price   public.price NOT NULL,
          volume        bigint NOT NULL DEFAULT 0,
          is_adjusted   boolean NOT NULL DEFAULT false,
          created_at    timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT uq_daily_prices_instrument_id_trading_day UNIQUE (instrument_id, trading_day),
          CONSTRAINT ck_daily_prices_range CHECK (low_price <= least(open_price, close_price) AND high_price >= greatest(open_price, close_price)),
          CONSTRAINT fk_daily_prices_instruments FOREIGN KEY (instrument_id) REFERENCES public.instruments (id) ON DELETE RESTRICT
        )
        """
    )
    op.execute("CREATE INDEX idx_daily_prices_trading_day ON analytics.daily_prices (trading_day DESC) INCLUDE (instrument_id, close_price)")
    op.execute("CREATE RULE daily_prices_keep AS ON DELETE TO analytics.daily_prices DO INSTEAD NOTHING")
    op.execute("COMMENT ON TABLE analytics.daily_prices IS 'Open, high, low and close of one instrument on one trading day, from `stock_data`. Published, hence kept for good.'")
    op.execute("COMMENT ON COLUMN analytics.daily_prices.id IS 'The number that the clearing partner knows the price by.'")
    op.execute("COMMENT ON COLUMN analytics.daily_prices.trading_day IS 'A day of the exchange''s calendar, not of UTC.'")
    op.execute("COMMENT ON COLUMN analytics.daily_prices.open_price IS 'First price of the day.'")
    op.execute("COMMENT ON COLUMN analytics.daily_prices.close_price IS 'The official closing price where there is one, else the last.'")
    op.execute("COMMENT ON COLUMN analytics.daily_prices.volume IS 'Units traded over the day.'")
    op.execute("COMMENT ON COLUMN analytics.daily_prices.is_adjusted IS 'Recomputed after a split. Both values were published; this one counts.'")
    op.execute("COMMENT ON CONSTRAINT ck_daily_prices_range ON analytics.daily_prices IS 'Caught two feeds that swapped high and low.'")
    op.execute("""COMMENT ON INDEX analytics.idx_daily_prices_trading_day IS 'Answers "all closing prices of a day" without touching the table.'""")
    op.execute("COMMENT ON RULE daily_prices_keep ON analytics.daily_prices IS 'Deletes affect no row. A rule and not a trigger, so that a statement over the whole table costs nothing.'")
    op.execute(
        """
        CREATE TABLE analytics.user_cohorts (
          cohort_key         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          label              varchar(80) NOT NULL,
          starts_on          date NOT NULL,
          ends_on            date NOT NULL,
          stage              text NOT NULL DEFAULT 'collecting',
          is_final           integer NOT NULL DEFAULT 0,
          users_signed_up    integer NOT NULL DEFAULT 0,
          users_verified     integer NOT NULL DEFAULT 0,
          users_funded       integer NOT NULL DEFAULT 0,
          users_traded       integer NOT NULL DEFAULT 0,
          retained_week_one  integer NOT NULL DEFAULT 0,
          retained_week_four integer NOT NULL DEFAULT 0,
          retained_quarter   integer NOT NULL DEFAULT 0,
          retained_year      integer NOT NULL DEFAULT 0,
          orders_placed      bigint NOT NULL DEFAULT 0,
          orders_filled      bigint NOT NULL DEFAULT 0,
          revenue            numeric(18, 4) NOT NULL DEFAULT 0,
          acquisition_cost   numeric(18, 4) NOT NULL DEFAULT 0,
          referral_credit    numeric(18, 4) NOT NULL DEFAULT 0,
          churn_ratio        real,
          filters            jsonb NOT NULL DEFAULT '{}',
          computed_at        timestamp NOT NULL DEFAULT now(),
          CONSTRAINT uq_user_cohorts_label UNIQUE (label),
          CONSTRAINT ck_user_cohorts_period CHECK (ends_on > starts_on)
        )
        """
    )
    op.execute("CREATE INDEX idx_user_cohorts_starts_on ON analytics.user_cohorts (starts_on DESC)")
    op.execute("COMMENT ON TABLE analytics.user_cohorts IS 'Users who signed up in one period, counted at each step from sign-up to a year later.'")
    op.execute("COMMENT ON COLUMN analytics.user_cohorts.label IS 'As the growth team calls it: `2025-03 paid`.'")
    op.execute("COMMENT ON COLUMN analytics.user_cohorts.stage IS '`collecting` while users can still join, then `closed`.'")
    op.execute("COMMENT ON COLUMN analytics.user_cohorts.revenue IS 'Fees paid by the cohort so far, in euro.'")
    op.execute("COMMENT ON COLUMN analytics.user_cohorts.acquisition_cost IS 'What marketing says it spent on them, in euro.'")
    op.execute("COMMENT ON COLUMN analytics.user_cohorts.churn_ratio IS 'Closed accounts over opened ones; null until the first quarter is over.'")


def downgrade() -> None:
    op.drop_table("user_cohorts", schema="analytics")
    op.drop_table("daily_prices", schema="analytics")
