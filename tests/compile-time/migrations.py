#!/usr/bin/env python3
"""What a folder of migrations adds to a build: `cargo check` of an enum held to the
folder, net of the same enum with an inline list.

    tests/compile-time/migrations.py             # how it grows with the files and their size
    tests/compile-time/migrations.py --rounds 40
    tests/compile-time/migrations.py --no-incremental

An edit of the crate is what is measured, in the profile that cargo builds by default
(`--no-incremental`: as `CARGO_INCREMENTAL=0` has it). The crates take turns, and the best round counts, of the time as of the CPU.
"""

import argparse
import resource
import shutil
import time

from run import ACTIONS, REPOSITORY, TARGET, cargo

WORKSPACE = TARGET / "compile-time-migrations"

# Files, bytes of each, enums of the crate, whether its build script names the
# folder, and the most milliseconds by the goal.
CASES = [
    (20, 10_000, 1, False, 5),
    (100, 10_000, 1, False, None),
    (1_000, 10_000, 1, False, 100),
    (2_000, 10_000, 1, False, None),
    (1_000, 1_000, 1, False, None),
    (1_000, 10_000, 10, False, None),
    (20, 10_000, 1, True, 5),
    (1_000, 10_000, 1, True, 100),
    (2_000, 10_000, 1, True, None),
]
LABELS = [action.lower() for action in ACTIONS]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--no-incremental", action="store_true")
    arguments = parser.parse_args()
    incremental = "0" if arguments.no_incremental else "1"
    crates = write_workspace()
    costs = {name: [] for name in crates}
    for _ in range(arguments.rounds + 1):
        for name, measured in costs.items():
            (WORKSPACE / name / "src/lib.rs").touch()
            measured.append(cost(name, incremental))
    print_table({name: best(measured[1:]) for name, measured in costs.items()})


def write_workspace():
    """A crate for each case, and one with an inline list for each number of enums."""
    shutil.rmtree(WORKSPACE, ignore_errors=True)
    for files, size, enums, watched, _ in CASES:
        write_crate(inline_name(enums), enums, " = [" + ", ".join(f'"{label}"' for label in LABELS) + "]")
        name = crate_name(files, size, enums, watched)
        write_crate(name, enums, '(sql = "migrations")')
        write_folder(WORKSPACE / name / "migrations", files, size)
        if watched:
            script = 'fn main() { println!("cargo:rerun-if-changed=migrations"); }'
            (WORKSPACE / name / "build.rs").write_text(script)
    crates = sorted(path.name for path in WORKSPACE.iterdir())
    members = ", ".join(f'"{name}"' for name in crates)
    (WORKSPACE / "Cargo.toml").write_text(f'[workspace]\nmembers = [{members}]\nresolver = "3"\n')
    # The versions that the repository has.
    shutil.copy(REPOSITORY / "Cargo.lock", WORKSPACE)
    return crates


def inline_name(enums):
    return f"inline-{enums}"


def crate_name(files, size, enums, watched):
    return f"sql-{files}-{size}-{enums}" + ("-watched" if watched else "")


def write_crate(name, enums, expected):
    source = WORKSPACE / name / "src/lib.rs"
    source.parent.mkdir(parents=True, exist_ok=True)
    variants = ", ".join(ACTIONS)
    source.write_text(
        "\n".join(
            f"#[derive(Debug, pg_integration_enum::PgIntegrationEnum)]\n"
            f'#[pg_enum(name = "kind", expected{expected})]\n'
            f"pub enum Kind{number} {{ {variants} }}\n"
            for number in range(enums)
        )
    )
    (WORKSPACE / name / "Cargo.toml").write_text(
        f'[package]\nname = "with-{name}"\nedition = "2024"\n[dependencies]\n'
        f'pg-integration-enum = {{ path = "{REPOSITORY}/runtime" }}\n'
    )


def write_folder(folder, files, size):
    folder.mkdir(parents=True)
    for number in range(files):
        text = type_statement(number, files)
        part = number
        while len(text) < size:
            text += PARTS[part % len(PARTS)].format(n=part)
            part += 1
        (folder / f"{number + 1:06}_step.sql").write_text(text)


def type_statement(number, files):
    """The type begins with one label, and gets the others over the history."""
    label, rest = divmod(number, files // len(LABELS))
    if rest or label >= len(LABELS):
        return ""
    if label == 0:
        return f"CREATE TYPE kind AS ENUM ('{LABELS[0]}');\n"
    return f"ALTER TYPE kind ADD VALUE IF NOT EXISTS '{LABELS[label]}';\n"


# What migrations consist of, by and large: tables, indexes, policies, functions,
# rows, comments and guards.
PARTS = [
    """
-- Orders of a customer, as they come in from the shop. Each has its own lines,
-- and the totals are kept up to date by a trigger further down.
CREATE TABLE IF NOT EXISTS public.orders_{n} (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    customer_id uuid NOT NULL REFERENCES public.customers (id) ON DELETE CASCADE,
    reference text NOT NULL DEFAULT '',
    total_amount numeric(12, 2) NOT NULL DEFAULT 0 CHECK (total_amount >= 0),
    currency char(3) NOT NULL DEFAULT 'EUR',
    notes text, -- free text, as the customer wrote it
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_{n}_reference_unique UNIQUE (customer_id, reference)
);

CREATE INDEX IF NOT EXISTS orders_{n}_customer_idx ON public.orders_{n} (customer_id, created_at DESC);
CREATE INDEX IF NOT EXISTS orders_{n}_open_idx ON public.orders_{n} (created_at) WHERE notes IS NULL;
COMMENT ON TABLE public.orders_{n} IS 'Orders of a customer; the customer''s own reference is unique.';
""",
    """
ALTER TABLE public.orders_{n} ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Customers can view their own orders" ON public.orders_{n}
    FOR SELECT TO authenticated
    USING (customer_id IN (SELECT id FROM public.customers WHERE user_id = auth.uid()));

CREATE POLICY "Customers can add orders" ON public.orders_{n}
    FOR INSERT TO authenticated
    WITH CHECK (customer_id IN (SELECT id FROM public.customers WHERE user_id = auth.uid()));

GRANT SELECT, INSERT, UPDATE ON public.orders_{n} TO authenticated;
GRANT ALL ON public.orders_{n} TO service_role;
""",
    """
CREATE OR REPLACE FUNCTION public.touch_order_{n}()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = public
AS $$
DECLARE
    line_count integer;
    total numeric;
BEGIN
    NEW.updated_at := now();
    SELECT count(*), coalesce(sum(quantity * unit_price), 0)
    INTO line_count, total
    FROM public.order_lines
    WHERE order_id = NEW.id;
    IF line_count > 0 THEN
        NEW.total_amount := total;
    ELSE
        RAISE NOTICE 'order % has no lines', NEW.id;
    END IF;
    RETURN NEW;
END;
$$;

DROP TRIGGER IF EXISTS touch_order_{n} ON public.orders_{n};
CREATE TRIGGER touch_order_{n}
    BEFORE INSERT OR UPDATE ON public.orders_{n}
    FOR EACH ROW EXECUTE FUNCTION public.touch_order_{n}();
""",
    """
/* The countries that the shop delivers to,
   with what a parcel costs there. */
INSERT INTO public.countries_{n} (code, name, parcel_price, active) VALUES
    ('NO', 'Norway', 9.50, true),
    ('SE', 'Sweden', 8.50, true),
    ('DK', 'Denmark', 8.00, true),
    ('CI', 'Côte d''Ivoire', 34.00, false),
    ('US', 'United States', 29.90, true)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, parcel_price = excluded.parcel_price;

UPDATE public.orders_{n} SET currency = 'NOK' WHERE currency IS NULL AND customer_id IS NOT NULL;

SELECT setval('public.countries_{n}_id_seq', (SELECT max(id) FROM public.countries_{n}));
""",
    """
DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM information_schema.columns
        WHERE table_name = 'orders_{n}' AND column_name = 'shipped_at'
    ) THEN
        ALTER TABLE public.orders_{n} ADD COLUMN shipped_at timestamptz;
    END IF;
END $$;

ALTER TABLE ONLY public.orders_{n}
    ADD COLUMN IF NOT EXISTS carrier text DEFAULT 'post'::text NOT NULL,
    ADD COLUMN IF NOT EXISTS tracking_code text;
""",
]


def cost(name, incremental):
    """Seconds of `cargo check`, and of CPU in it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    cargo("check", name, WORKSPACE, CARGO_INCREMENTAL=incremental)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(measured):
    return tuple(min(times) * 1000 for times in zip(*measured))


def print_table(costs):
    print("| files | bytes of each | enums | watched by | wall, ms | CPU, ms | goal, ms |")
    print("|--:|--:|--:|---|--:|--:|--:|")
    for files, size, enums, watched, goal in CASES:
        wall, cpu = costs[crate_name(files, size, enums, watched)]
        watcher = "build script" if watched else "compiler"
        plain_wall, plain_cpu = costs[inline_name(enums)]
        goal = f"< {goal}" if goal else ""
        print(f"| {files:,} | {size:,} | {enums} | {watcher} | {wall - plain_wall:.0f} | {cpu - plain_cpu:.0f} | {goal} |")


if __name__ == "__main__":
    main()
