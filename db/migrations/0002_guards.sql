-- What must hold whatever the code does: append-only tables, one door to the ledger, grants by column.

INSERT INTO business_clock (one) VALUES (true);
--> statement-breakpoint
ALTER TABLE staff ADD CONSTRAINT staff_seller FOREIGN KEY (seller_id) REFERENCES sellers (id);
--> statement-breakpoint
CREATE FUNCTION business_now() RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT now() + offset_ms * interval '1 millisecond' FROM business_clock $$;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
DO $$
DECLARE
  append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['ledger_transactions', 'ledger_entries', 'audit_log', 'audit_seals', 'order_events', 'account_notes', 'application_events'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      append_only || '_append_only', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      append_only || '_no_truncate', append_only);
  END LOOP;
END
$$;
--> statement-breakpoint
-- What was applied for is a snapshot: only its state, and what the office writes down beside it, may change.
CREATE FUNCTION refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.account_id, NEW.kind, NEW.section, NEW.seller_id, NEW.amount_fen, NEW.title, NEW.delivery, NEW.lines,
      NEW.remark, NEW.policy_version, NEW.replaces_id, NEW.submitted_by, NEW.submitted_at)
    IS DISTINCT FROM
     (OLD.id, OLD.number, OLD.account_id, OLD.kind, OLD.section, OLD.seller_id, OLD.amount_fen, OLD.title, OLD.delivery, OLD.lines,
      OLD.remark, OLD.policy_version, OLD.replaces_id, OLD.submitted_by, OLD.submitted_at) THEN
    RAISE EXCEPTION 'an application is a snapshot' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER invoice_applications_snapshot BEFORE UPDATE ON invoice_applications
  FOR EACH ROW EXECUTE FUNCTION refuse_snapshot_change();
--> statement-breakpoint
CREATE FUNCTION refuse_clock_backwards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.offset_ms < OLD.offset_ms THEN
    RAISE EXCEPTION 'the business clock only moves forward' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER business_clock_forward_only BEFORE UPDATE ON business_clock
  FOR EACH ROW EXECUTE FUNCTION refuse_clock_backwards();
--> statement-breakpoint
ALTER TABLE ledger_accounts ADD CONSTRAINT ledger_accounts_own_card
  FOREIGN KEY (account_id, card_id) REFERENCES cards (account_id, id);
--> statement-breakpoint
-- A card is born with its ledger, so that nobody needs a grant to open one.
CREATE FUNCTION open_card_ledger() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  INSERT INTO ledger_accounts (id, account_id, ledger, card_id, balance_fen)
    VALUES (gen_random_uuid(), NEW.account_id, 'card', NEW.id, 0);
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER cards_open_ledger AFTER INSERT ON cards FOR EACH ROW EXECUTE FUNCTION open_card_ledger();
--> statement-breakpoint
-- The one door to the ledger. Entries are credit positive and sum to zero. A customer-side ledger (cash, gift,
-- receivable, each card) is locked in the order of its id and carries its balance before and after; the receivable,
-- being what the customer owes, grows with a debit. p_cards says beside each entry of a card which one; without any
-- it is left out.
CREATE FUNCTION post_transaction(
  p_id uuid, p_number text, p_account uuid, p_kind text, p_amount bigint, p_channel text, p_order uuid,
  p_order_number text, p_product text, p_remark_en text, p_remark_zh text, p_occurred timestamptz,
  p_ledgers text[], p_amounts bigint[], p_cards uuid[] DEFAULT NULL
) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  entered uuid := nullif(current_setting('app.account_id', true), '')::uuid;
  cash_after bigint;
  entry record;
  held ledger_accounts;
BEGIN
  IF entered IS NOT NULL AND entered IS DISTINCT FROM p_account THEN
    RAISE EXCEPTION 'a ledger transaction of another account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (SELECT sum(amount) FROM unnest(p_amounts) AS amount) IS DISTINCT FROM 0
     OR cardinality(p_ledgers) < 2 OR cardinality(p_ledgers) <> cardinality(p_amounts) THEN
    RAISE EXCEPTION 'the entries of a ledger transaction must sum to zero' USING ERRCODE = 'check_violation';
  END IF;
  IF p_ledgers && ARRAY['cash', 'gift', 'receivable', 'card'] THEN
    PERFORM FROM ledger_accounts
      WHERE account_id = p_account AND ledger = ANY (p_ledgers) AND (card_id IS NULL OR card_id = ANY (p_cards))
      ORDER BY id FOR NO KEY UPDATE;
    SELECT balance_fen + sum(a) INTO cash_after
      FROM ledger_accounts JOIN unnest(p_ledgers, p_amounts) AS e (l, a) ON l = ledger
      WHERE account_id = p_account AND ledger = 'cash' GROUP BY balance_fen;
  END IF;
  INSERT INTO ledger_transactions (
    id, number, account_id, kind, amount_fen, channel, order_id, order_number, product_code,
    remark_en, remark_zh, balance_after_fen, occurred_at
  ) VALUES (
    p_id, p_number, p_account, p_kind, p_amount, p_channel, p_order, p_order_number, p_product,
    p_remark_en, p_remark_zh, cash_after, p_occurred
  );
  FOR entry IN
    SELECT l, a, c, CASE WHEN l = 'receivable' THEN -a ELSE a END AS change
    FROM unnest(p_ledgers, p_amounts, p_cards) AS e (l, a, c) WHERE l IN ('cash', 'gift', 'receivable', 'card')
  LOOP
    UPDATE ledger_accounts SET balance_fen = balance_fen + entry.change, sequence = sequence + 1
      WHERE account_id = p_account AND ledger = entry.l AND card_id IS NOT DISTINCT FROM entry.c RETURNING * INTO held;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the account has no ledger %', entry.l USING ERRCODE = 'foreign_key_violation';
    END IF;
    INSERT INTO ledger_entries (transaction_id, account_id, ledger, ledger_account_id, amount_fen, before_fen, after_fen, sequence)
      VALUES (p_id, p_account, entry.l, held.id, entry.a, held.balance_fen - entry.change, held.balance_fen, held.sequence);
  END LOOP;
  INSERT INTO ledger_entries (transaction_id, account_id, ledger, amount_fen)
    SELECT p_id, p_account, l, a FROM unnest(p_ledgers, p_amounts) AS e (l, a)
    WHERE l NOT IN ('cash', 'gift', 'receivable', 'card');
END
$$;
--> statement-breakpoint
CREATE FUNCTION stage(p_tasks text[], p_payloads text[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ INSERT INTO outbox (task, payload) SELECT t, p::jsonb FROM unnest(p_tasks, p_payloads) AS job (t, p) $$;
--> statement-breakpoint
-- A balance read under its lock. Nobody may change a balance but the door, so nobody else may lock one.
CREATE FUNCTION lock_balance(p_account uuid, p_ledger text, p_card uuid DEFAULT NULL) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT balance_fen FROM ledger_accounts
    WHERE account_id = p_account AND ledger = p_ledger AND card_id IS NOT DISTINCT FROM p_card FOR NO KEY UPDATE $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION post_transaction, stage, business_now, lock_balance FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION lock_balance TO staff, system;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION business_now TO billing_app, auth, portal, staff, seller, system;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION stage TO auth, portal, staff, seller, system;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION post_transaction TO staff, system;
--> statement-breakpoint
GRANT SELECT ON policies, sellers, products, prices, quantity_choices, agreements TO auth, portal, staff, seller, system;
--> statement-breakpoint
GRANT INSERT ON audit_log TO auth, portal, staff, seller, system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON users, accounts, members, staff, sessions, one_time_tokens, throttles TO auth;
--> statement-breakpoint
GRANT INSERT ON ledger_accounts TO auth;
--> statement-breakpoint
-- A person is read without the password's hash; an order is moved without touching what was ordered.
GRANT SELECT (id, email, name, email_verified_at, locale, disabled_at, created_at) ON users TO portal, staff, seller;
--> statement-breakpoint
GRANT SELECT ON accounts, members, orders, order_events, payments, refunds, suspense, transfers, files, packages, ledger_accounts,
  ledger_transactions, ledger_entries TO portal, staff;
--> statement-breakpoint
GRANT INSERT ON orders, order_events, payments, transfers, files, authentications TO portal;
--> statement-breakpoint
GRANT SELECT ON authentications TO staff;
--> statement-breakpoint
-- A customer's connection has no use for the sealed number.
GRANT SELECT (id, account_id, kind, status, legal_name, taxpayer_id, licence_id, id_number_last4, doubts, submitted_by,
  submitted_at, due_at, decided_by, decided_at, reject_reason, replaced_at, recorded_at) ON authentications TO portal;
--> statement-breakpoint
GRANT UPDATE (status, decided_by, decided_at, reject_reason, replaced_at, id_number_sealed) ON authentications TO staff;
--> statement-breakpoint
GRANT UPDATE (status, closed_at, expires_at) ON orders TO portal;
--> statement-breakpoint
GRANT UPDATE (status, closed_at, next_query_at) ON payments TO portal;
--> statement-breakpoint
GRANT SELECT ON staff, payment_notices, bank_entries, account_notes, audit_log, audit_seals TO staff;
--> statement-breakpoint
-- Invoices: a customer keeps titles and addresses, applies and withdraws; a snapshot never changes.
GRANT SELECT ON titles, sending_addresses, invoiceables, invoice_applications, invoice_claims, application_events, invoices,
  invoice_files, download_links, seller_invoicing, invoice_items, calendar_days TO portal, staff, system;
--> statement-breakpoint
GRANT SELECT ON invoice_applications, invoice_claims, application_events, invoices, invoice_files, seller_invoicing, invoice_items,
  calendar_days, invoiceables TO seller;
--> statement-breakpoint
GRANT INSERT ON titles, sending_addresses, invoice_applications, invoice_claims, application_events TO portal;
--> statement-breakpoint
GRANT UPDATE (kind, invoice_kind, name, taxpayer_id, bank_name, bank_account, registered_address, registered_phone, is_default,
  deleted_at) ON titles TO portal;
--> statement-breakpoint
GRANT UPDATE (recipient, phone, email, province_code, city_code, district_code, region_name, detail, is_default, deleted_at)
  ON sending_addresses TO portal;
--> statement-breakpoint
GRANT UPDATE (reserved_fen) ON invoiceables TO portal;
--> statement-breakpoint
GRANT UPDATE (status, return_reason) ON invoice_applications TO portal;
--> statement-breakpoint
GRANT UPDATE (live) ON invoice_claims TO portal;
--> statement-breakpoint
GRANT INSERT ON application_events, invoices, invoice_files, download_links TO staff, seller, system;
--> statement-breakpoint
GRANT INSERT ON invoiceables TO staff, system;
--> statement-breakpoint
GRANT UPDATE (amount_fen, reserved_fen, invoiced_fen, held_fen) ON invoiceables TO staff, system;
--> statement-breakpoint
GRANT UPDATE (reserved_fen, invoiced_fen) ON invoiceables TO seller;
--> statement-breakpoint
GRANT UPDATE (status, reviewed_by, reviewed_at, reject_reason, channel, trouble, issued_at, delivery_due_at, courier,
  tracking_number, shipped_by, shipped_at, return_reason, next_query_at, queries) ON invoice_applications TO staff, seller, system;
--> statement-breakpoint
GRANT UPDATE (live, reversed_fen, held_fen) ON invoice_claims TO staff, seller, system;
--> statement-breakpoint
GRANT UPDATE (status, code, number, issued_on, channel_serial, asked_at, trouble, reversed_fen) ON invoices TO staff, seller, system;
--> statement-breakpoint
-- Corrections: asked for by the customer or the office, reversed through a channel by the office or the sweep.
GRANT SELECT ON corrections, red_forms, quota_refunds, deficits TO portal, staff, seller, system;
--> statement-breakpoint
GRANT INSERT ON corrections TO portal, staff, seller, system;
--> statement-breakpoint
GRANT UPDATE (status) ON corrections TO portal;
--> statement-breakpoint
GRANT UPDATE (status, method, reason, amount_fen, decided_by, decided_at, refuse_reason, done_at) ON corrections TO staff, seller, system;
--> statement-breakpoint
GRANT INSERT ON red_forms TO staff, seller, system;
--> statement-breakpoint
GRANT UPDATE (state, live, form_number, channel_serial, state_at, expires_at, asked_at, next_query_at, queries, trouble) ON red_forms
  TO staff, seller, system;
--> statement-breakpoint
GRANT INSERT ON quota_refunds, deficits TO staff, system;
--> statement-breakpoint
GRANT UPDATE (lowered_fen, held_fen, deficit_fen) ON quota_refunds TO staff, seller, system;
--> statement-breakpoint
GRANT UPDATE (claimed_by) ON deficits TO portal;
--> statement-breakpoint
GRANT UPDATE (claimed_by, settled_at, amount_fen) ON deficits TO staff, seller, system;
--> statement-breakpoint
GRANT UPDATE (amount_fen, held_fen) ON invoiceables TO seller;
--> statement-breakpoint
-- The tax bureau's workbooks and the archives of official files.
GRANT SELECT ON etax_templates, issuing_batches, issuing_batch_lines, issuing_lists TO staff, seller;
--> statement-breakpoint
GRANT INSERT ON etax_templates, issuing_batches, issuing_batch_lines, issuing_lists TO staff, seller;
--> statement-breakpoint
GRANT UPDATE (name, content, uploaded_by, uploaded_at) ON etax_templates TO staff, seller;
--> statement-breakpoint
GRANT UPDATE (answered_at) ON issuing_batches TO staff, seller;
--> statement-breakpoint
GRANT UPDATE (outcome, reason) ON issuing_batch_lines TO staff, seller;
--> statement-breakpoint
GRANT SELECT ON archives, archive_parts TO portal, system;
--> statement-breakpoint
GRANT INSERT ON archives TO portal;
--> statement-breakpoint
GRANT UPDATE (status, total, packed, size, trouble, finished_at, expires_at), DELETE ON archives TO system;
--> statement-breakpoint
GRANT INSERT, DELETE ON archive_parts TO system;
--> statement-breakpoint
-- Stored-value cards.
GRANT SELECT ON cards TO portal, staff, system;
--> statement-breakpoint
GRANT INSERT ON cards TO staff, system;
--> statement-breakpoint
-- A link is wished for by people; its secret is made with the mail.
GRANT INSERT ON download_links TO portal;
--> statement-breakpoint
GRANT SELECT ON download_links TO seller;
--> statement-breakpoint
GRANT UPDATE (revoked_at, revoked_by) ON download_links TO staff, seller;
--> statement-breakpoint
GRANT UPDATE (downloads, hash) ON download_links TO system;
--> statement-breakpoint
GRANT INSERT, UPDATE ON seller_invoicing, invoice_items TO staff;
--> statement-breakpoint
GRANT INSERT, UPDATE, DELETE ON calendar_days TO staff, system;
--> statement-breakpoint
-- What the back office decides: transfers, refunds, suspense, the catalog and its own people.
GRANT INSERT ON account_notes, order_events, payments, bank_entries, refunds, packages, prices, quantity_choices, agreements,
  sellers TO staff;
--> statement-breakpoint
GRANT UPDATE (status, paid_at, paid_channel, refunded_fen, refunding_fen, held_fen, suspended_fen, closed_at, expires_at) ON orders TO staff;
--> statement-breakpoint
GRANT UPDATE (status, settled_at, closed_at, next_query_at, channel_trade_no) ON payments TO staff;
--> statement-breakpoint
GRANT UPDATE (status, received_fen, received_on, payer_name, payer_account, bank_ref, four_eyes, confirmed_by, confirmed_at,
  approved_by, decided_at, rejected_by, reject_reason, remark, outcome) ON transfers TO staff;
--> statement-breakpoint
GRANT UPDATE (status, assigned_account_id, assigned_order_id, assign_reason, proposed_by, proposed_at, decided_by, decided_at,
  four_eyes, note) ON suspense TO staff;
--> statement-breakpoint
GRANT UPDATE (status, route, decided_by, decided_at, decline_reason, payee_name, payee_bank, payee_account, bank_ref, done_at,
  next_query_at, trouble, four_eyes, payee_by, note) ON refunds TO staff;
--> statement-breakpoint
GRANT UPDATE (remaining_units, locked_units, refunded_units) ON packages TO staff;
--> statement-breakpoint
GRANT UPDATE (name_en, name_zh, max_thousands, discount_above_thousands, tax_rate) ON products TO staff;
--> statement-breakpoint
GRANT UPDATE (name_en, name_zh) ON sellers TO staff;
--> statement-breakpoint
GRANT DELETE ON prices, quantity_choices TO staff;
--> statement-breakpoint
GRANT UPDATE (roles, seller_id) ON staff TO staff;
--> statement-breakpoint
-- When somebody was here, never the session itself.
GRANT SELECT (user_id, created_at, expires_at, ended_at, last_used_at), UPDATE (ended_at) ON sessions TO staff;
--> statement-breakpoint
-- Whether the person who entered is an admin of the whole back office. Policies ask it, so it looks past them.
CREATE FUNCTION entered_admin() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM staff JOIN users ON users.id = staff.user_id
    WHERE staff.user_id = nullif(current_setting('app.user_id', true), '')::uuid
      AND 'admin' = ANY (staff.roles) AND staff.seller_id IS NULL AND users.disabled_at IS NULL) $$;
--> statement-breakpoint
-- Somebody who signed up with a colleague's address and never proved it keeps no password once the address is invited.
CREATE FUNCTION forget_unproven_password(p_user uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ UPDATE users SET password_hash = NULL WHERE id = p_user AND email_verified_at IS NULL $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION entered_admin, forget_unproven_password FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION entered_admin, forget_unproven_password TO staff;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_unproven_password TO system;
--> statement-breakpoint
-- Only an admin changes the people of the back office, and nobody himself.
CREATE POLICY staff_admin_admits ON staff FOR INSERT TO staff
  WITH CHECK ((SELECT entered_admin()) AND user_id IS DISTINCT FROM nullif(current_setting('app.user_id', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY staff_admin_changes ON staff FOR UPDATE TO staff USING ((SELECT entered_admin()))
  WITH CHECK (user_id IS DISTINCT FROM nullif(current_setting('app.user_id', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY users_admin_invites ON users FOR INSERT TO staff
  WITH CHECK ((SELECT entered_admin()) AND password_hash IS NULL AND email_verified_at IS NULL AND disabled_at IS NULL);
--> statement-breakpoint
CREATE POLICY users_admin_disables ON users FOR UPDATE TO staff
  USING ((SELECT entered_admin()) AND EXISTS (SELECT FROM staff WHERE staff.user_id = users.id));
--> statement-breakpoint
CREATE POLICY sessions_admin_ends ON sessions FOR UPDATE TO staff USING ((SELECT entered_admin()));
--> statement-breakpoint
GRANT INSERT ON users, staff TO staff;
--> statement-breakpoint
GRANT UPDATE (disabled_at) ON users TO staff;
--> statement-breakpoint
-- What has been in force is never rewritten: prices and agreements are planned for days to come.
CREATE POLICY prices_staff_plans ON prices FOR ALL TO staff
  USING (effective_at > business_now()) WITH CHECK (effective_at > business_now());
--> statement-breakpoint
CREATE POLICY agreements_staff_publishes ON agreements FOR INSERT TO staff
  WITH CHECK (effective_on > (business_now() AT TIME ZONE 'Asia/Shanghai')::date);
--> statement-breakpoint
CREATE POLICY products_staff_edits ON products FOR UPDATE TO staff USING (true);
--> statement-breakpoint
CREATE POLICY sellers_staff_writes ON sellers FOR INSERT TO staff WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY sellers_staff_edits ON sellers FOR UPDATE TO staff USING (true);
--> statement-breakpoint
CREATE POLICY quantity_choices_staff ON quantity_choices FOR ALL TO staff USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT UPDATE (unit_price_fen) ON prices TO staff;
--> statement-breakpoint
-- Health asks which migrations are in.
GRANT USAGE ON SCHEMA drizzle TO system;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO system;
--> statement-breakpoint
GRANT SELECT ON staff, members TO seller;
--> statement-breakpoint
GRANT SELECT ON users, accounts, members, staff, sessions, one_time_tokens, throttles, orders, order_events, payments,
  payment_notices, suspense, refunds, transfers, bank_entries, files, authentications, account_notes, packages, ledger_accounts,
  ledger_transactions, ledger_entries, business_clock, outbox,
  audit_log, audit_seals, mails TO system;
--> statement-breakpoint
GRANT INSERT ON policies, sellers, products, prices, quantity_choices, agreements, users, accounts, members, staff,
  one_time_tokens, orders, order_events, payments, payment_notices, suspense, refunds, transfers, bank_entries, files, authentications, packages,
  ledger_accounts, audit_seals, mails TO system;
--> statement-breakpoint
GRANT UPDATE ON users, members, staff, sessions, one_time_tokens, payment_notices, suspense, refunds, mails, business_clock TO system;
--> statement-breakpoint
GRANT UPDATE (status, paid_at, paid_channel, refunded_fen, refunding_fen, held_fen, suspended_fen, closed_at, expires_at) ON orders TO system;
--> statement-breakpoint
GRANT UPDATE (status, pay_url, settled_at, closed_at, gateway_closed_at, channel_trade_no, next_query_at, last_query_at, queries) ON payments TO system;
--> statement-breakpoint
GRANT UPDATE (remaining_units, locked_units, refunded_units) ON packages TO system;
--> statement-breakpoint
GRANT DELETE ON throttles, one_time_tokens, sessions, files TO system;
