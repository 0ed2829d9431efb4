"""Create users and accounts

People, and the accounts in which they hold money.

Revision ID: a6edfb477507
Revises: 6ee6124ba1e6
Create Date: 2025-01-13 09:00:00

"""

from alembic import op

revision = "a6edfb477507"
down_revision = "6ee6124ba1e6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE DOMAIN public.email_address AS text
          CONSTRAINT ck_email_address_form CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+$')
        """
    )
    op.execute("COMMENT ON DOMAIN public.email_address IS 'One address, without a display name. Only the form is checked; that it works is what verification is for.'")
    op.execute(
        """
        CREATE TABLE public.currency (
          code        text PRIMARY KEY CONSTRAINT ck_currency_code CHECK (code ~ '^[A-Z]{3}$'),
          name        text NOT NULL,
          minor_units smallint NOT NULL CONSTRAINT ck_currency_minor_units CHECK (minor_units BETWEEN 0 AND 4)
        )
        """
    )
    op.execute(
        """COMMENT ON TABLE public.currency IS
'Currencies that an account can be kept in, as the reference feed sends them.

@justify pk-surrogate: ISO 4217 codes are stable, public, and what every partner sends us
@waive name-table-plural until 2027-06-30: the reference feed writes to it by this name until its next contract'"""
    )
    op.execute("COMMENT ON COLUMN public.currency.code IS 'ISO 4217, for example `EUR`.'")
    op.execute("COMMENT ON COLUMN public.currency.name IS 'English name, for people.'")
    op.execute("COMMENT ON COLUMN public.currency.minor_units IS 'Digits after the decimal point: 2 for the euro, 0 for the yen.'")
    op.execute("COMMENT ON CONSTRAINT ck_currency_minor_units ON public.currency IS 'No currency in use has more than four digits.'")
    op.execute(
        """
        INSERT INTO public.currency (code, name, minor_units) VALUES
          ('CHF', 'Swiss franc', 2),
          ('EUR', 'Euro', 2),
          ('GBP', 'Pound sterling', 2),
          ('JPY', 'Yen', 0),
          ('USD', 'US dollar', 2)
        """
    )
    op.execute(
        """
        CREATE TABLE public.users (
          id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          email        public.email_address NOT NULL,
          display_name text NOT NULL,
          status       text NOT NULL DEFAULT 'active'
                       CONSTRAINT ck_users_status CHECK (status IN ('active', 'suspended', 'closed')),
          is_verified  boolean NOT NULL DEFAULT false,
          referrer_id  uuid,
          created_at   timestamptz NOT NULL DEFAULT now(),
          updated_at   timestamptz NOT NULL DEFAULT now(),
          deleted_at   timestamptz,
          CONSTRAINT ck_users_closed_when_deleted CHECK (deleted_at IS NULL OR status = 'closed'),
          CONSTRAINT fk_users_users_referrer FOREIGN KEY (referrer_id) REFERENCES public.users (id) ON DELETE SET NULL
        )
        """
    )
    op.execute("CREATE UNIQUE INDEX idx_users_lower_email ON public.users (lower(email))")
    op.execute("CREATE INDEX idx_users_referrer_id ON public.users (referrer_id) WHERE referrer_id IS NOT NULL")
    op.execute(
        """
        CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.users
          FOR EACH ROW EXECUTE FUNCTION public.set_updated_at()
        """
    )
    op.execute(
        """COMMENT ON TABLE public.users IS
'A person who has signed up. Never deleted while they own an account: closing one sets `status` and `deleted_at`, and
the retention job blanks `email` and `display_name` seven years later.'"""
    )
    op.execute("COMMENT ON COLUMN public.users.id IS 'Public identifier, safe to show to the user.'")
    op.execute("COMMENT ON COLUMN public.users.email IS 'Where we write to. Unique without regard to case (`idx_users_lower_email`).'")
    op.execute("COMMENT ON COLUMN public.users.display_name IS 'What others see. Not unique.'")
    op.execute("COMMENT ON COLUMN public.users.status IS 'One of `active`, `suspended`, `closed`. Only an active user may place an order.'")
    op.execute("COMMENT ON COLUMN public.users.is_verified IS 'The address answered our mail and the identity check passed.'")
    op.execute("COMMENT ON COLUMN public.users.referrer_id IS 'Who brought them, if anyone. Forgotten when that user is removed.'")
    op.execute("COMMENT ON COLUMN public.users.deleted_at IS 'When the user closed everything; null for nearly all.'")
    op.execute("COMMENT ON CONSTRAINT ck_users_closed_when_deleted ON public.users IS 'A deletion date without a closed status once let a removed user trade.'")
    op.execute("COMMENT ON INDEX public.idx_users_lower_email IS 'Finds a user at sign-in, and keeps `Ann@x.org` and `ann@x.org` one person.'")
    op.execute("COMMENT ON INDEX public.idx_users_referrer_id IS 'Few users were referred, so the index leaves the rest out; it still serves the foreign key.'")
    op.execute("COMMENT ON TRIGGER set_updated_at ON public.users IS 'Keeps `updated_at` honest whoever writes.'")
    op.execute(
        """
        CREATE TABLE public.accounts (
          id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          user_id       uuid NOT NULL,
          currency_code text NOT NULL,
          name          text NOT NULL DEFAULT 'Main',
          kind          text NOT NULL DEFAULT 'cash' CONSTRAINT ck_accounts_kind CHECK (kind IN ('cash', 'margin')),
          balance       numeric(18, 4) NOT NULL DEFAULT 0,
          is_frozen     boolean NOT NULL DEFAULT false,
          closed_at     timestamptz,
          created_at    timestamptz NOT NULL DEFAULT now(),
          updated_at    timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT uq_accounts_user_id_name_closed_at UNIQUE NULLS NOT DISTINCT (user_id, name, closed_at),
          CONSTRAINT ck_accounts_cash_covered CHECK (kind = 'margin' OR balance >= 0),
          CONSTRAINT fk_accounts_users FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE RESTRICT,
          CONSTRAINT fk_accounts_currency FOREIGN KEY (currency_code) REFERENCES public.currency (code) ON UPDATE CASCADE
        ) WITH (fillfactor = 85)
        """
    )
    op.execute("CREATE INDEX idx_accounts_currency_code ON public.accounts (currency_code)")
    op.execute(
        """
        CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.accounts
          FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.set_updated_at()
        """
    )
    op.execute(
        """COMMENT ON TABLE public.accounts IS
'Money of one user in one currency. The balance is moved by the settlement job alone, in the transaction that writes
the fill, so it is at all times what the fills add up to.'"""
    )
    op.execute("COMMENT ON COLUMN public.accounts.user_id IS 'Whose money it is. Refers to `users.id`.'")
    op.execute("COMMENT ON COLUMN public.accounts.currency_code IS 'Fixed at opening. Refers to `currency.code`.'")
    op.execute("COMMENT ON COLUMN public.accounts.name IS 'Chosen by the user; unique among their open accounts.'")
    op.execute("COMMENT ON COLUMN public.accounts.balance IS 'In units of the currency, not in cents. Settled money only: open orders do not lower it.'")
    op.execute("COMMENT ON COLUMN public.accounts.is_frozen IS 'Compliance stopped it. Nothing may be placed from a frozen account.'")
    op.execute("COMMENT ON COLUMN public.accounts.closed_at IS 'Null while open.'")
    op.execute("COMMENT ON CONSTRAINT uq_accounts_user_id_name_closed_at ON public.accounts IS 'Two open accounts of one user never share a name; a closed one frees it. That needs `NULLS NOT DISTINCT`.'")
    op.execute("COMMENT ON CONSTRAINT ck_accounts_cash_covered ON public.accounts IS 'A cash account cannot be overdrawn, whatever the application believes.'")
    op.execute("COMMENT ON CONSTRAINT fk_accounts_users ON public.accounts IS 'A user who ever held money cannot be removed.'")
    op.execute("COMMENT ON TRIGGER set_updated_at ON public.accounts IS 'Not for updates that change nothing: the nightly recount touches every row.'")


def downgrade() -> None:
    op.drop_table("accounts")
    op.drop_table("users")
    op.drop_table("currency")
    op.execute("DROP DOMAIN public.email_address")
