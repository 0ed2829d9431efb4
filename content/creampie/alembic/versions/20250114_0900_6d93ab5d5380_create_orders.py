"""Create orders

Orders: what a user asked us to buy or sell.

Revision ID: 6d93ab5d5380
Revises: 051477e30480
Create Date: 2025-01-14 09:00:00

"""

from alembic import op

revision = "6d93ab5d5380"
down_revision = "051477e30480"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE SEQUENCE public.seq_orders_reference START WITH 100001")
    op.execute(
        """
        CREATE TABLE public.orders (
          id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          reference       bigint NOT NULL DEFAULT nextval('public.seq_orders_reference'),
          user_id         uuid NOT NULL REFERENCES public.users (id) ON DELETE RESTRICT,
          instrument_id   uuid NOT NULL REFERENCES public.instruments (id),
          parent_order_id uuid,
          side            text NOT NULL CONSTRAINT ck_orders_side CHECK (side IN ('buy', 'sell')),
          quantity        numeric(18, 6) NOT NULL CONSTRAINT ck_orders_quantity_positive CHECK (quantity > 0),
          status          text NOT NULL DEFAULT 'open'
                          CONSTRAINT ck_orders_status CHECK (status IN ('open', 'filled', 'cancelled', 'rejected')),
          payload         jsonb,
          created_at      timestamptz NOT NULL DEFAULT now(),
          updated_at      timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT uq_orders_reference UNIQUE (reference),
          CONSTRAINT ck_orders_not_its_own_parent CHECK (parent_order_id <> id),
          CONSTRAINT fk_orders_orders_parent FOREIGN KEY (parent_order_id) REFERENCES public.orders (id) ON DELETE SET NULL
        )
        """
    )
    op.execute("ALTER SEQUENCE public.seq_orders_reference OWNED BY public.orders.reference")
    op.execute("CREATE INDEX idx_orders_parent_order_id ON public.orders (parent_order_id) WHERE parent_order_id IS NOT NULL")
    op.execute("CREATE INDEX idx_orders_created_at_open ON public.orders (created_at) WHERE status = 'open'")
    op.execute(
        """
        CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.orders
          FOR EACH ROW EXECUTE FUNCTION public.set_updated_at()
        """
    )
    op.execute("COMMENT ON SEQUENCE public.seq_orders_reference IS 'Order references. Starts at six digits so that none looks like a test order.'")
    op.execute(
        """COMMENT ON TABLE public.orders IS
'A buy or sell instruction placed by a user. One row per instruction; what the market did with it is in `trades`.'"""
    )
    op.execute("COMMENT ON COLUMN public.orders.id IS 'Public identifier, safe to show to the user.'")
    op.execute("COMMENT ON COLUMN public.orders.reference IS 'The number that people say on the telephone.'")
    op.execute("COMMENT ON COLUMN public.orders.user_id IS 'Who placed it. Refers to `users.id`.'")
    op.execute("COMMENT ON COLUMN public.orders.instrument_id IS 'What is bought or sold. Refers to `instruments.id`.'")
    op.execute("COMMENT ON COLUMN public.orders.parent_order_id IS 'The order that this one is a slice of. Null for an order that the user placed themselves.'")
    op.execute("COMMENT ON COLUMN public.orders.quantity IS 'Units asked for, fractions included. What was bought so far is the sum over the fills.'")
    op.execute("COMMENT ON COLUMN public.orders.status IS 'One of `open`, `filled`, `cancelled`, `rejected`. Leaves `open` once and never comes back.'")
    op.execute("COMMENT ON COLUMN public.orders.created_at IS 'When the instruction was received.'")
    op.execute("COMMENT ON CONSTRAINT ck_orders_status ON public.orders IS 'The four states of the order life cycle.'")
    op.execute("COMMENT ON INDEX public.idx_orders_created_at_open IS 'The order book reads open orders oldest first. They are less than one in a hundred.'")
    op.execute("COMMENT ON TRIGGER set_updated_at ON public.orders IS 'Keeps `updated_at` honest whoever writes.'")


def downgrade() -> None:
    op.drop_table("orders")
