CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_kind_known" CHECK ("accounts"."kind" in ('enterprise', 'individual'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "members" (
	"account_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "members_account_id_user_id_pk" PRIMARY KEY("account_id","user_id"),
	CONSTRAINT "members_role_known" CHECK ("members"."role" in ('owner', 'finance', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "one_time_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "one_time_tokens_purpose_known" CHECK ("one_time_tokens"."purpose" in ('verify-email', 'reset-password'))
);
--> statement-breakpoint
ALTER TABLE "one_time_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" uuid,
	"created_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "staff" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"roles" text[] NOT NULL,
	"seller_id" uuid,
	"created_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "staff_roles_known" CHECK ("staff"."roles" <@ array['admin','reviewer','finance','support'] and cardinality("staff"."roles") > 0)
);
--> statement-breakpoint
ALTER TABLE "staff" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"attempts" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "throttles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"email_verified_at" timestamp with time zone,
	"locale" text DEFAULT 'en' NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email")),
	CONSTRAINT "users_locale_known" CHECK ("users"."locale" in ('en', 'zh-CN'))
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agreements" (
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"effective_on" date NOT NULL,
	"title_en" text NOT NULL,
	"title_zh" text NOT NULL,
	"body_en" text NOT NULL,
	"body_zh" text NOT NULL,
	CONSTRAINT "agreements_code_version_pk" PRIMARY KEY("code","version")
);
--> statement-breakpoint
ALTER TABLE "agreements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "prices" (
	"product_code" text NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"unit_price_fen" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "prices_product_code_effective_at_pk" PRIMARY KEY("product_code","effective_at"),
	CONSTRAINT "prices_positive" CHECK ("prices"."unit_price_fen" > 0)
);
--> statement-breakpoint
ALTER TABLE "prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "products" (
	"code" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"family" text NOT NULL,
	"section" text NOT NULL,
	"seller_id" uuid NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"unit_en" text NOT NULL,
	"unit_zh" text NOT NULL,
	"validity_years" integer,
	"max_thousands" integer,
	"discount_above_thousands" integer,
	"tax_rate" numeric(7, 6),
	"position" integer NOT NULL,
	CONSTRAINT "products_kind_known" CHECK ("products"."kind" in ('package', 'usage', 'subscription', 'card')),
	CONSTRAINT "products_section_known" CHECK ("products"."section" in ('own', 'market')),
	CONSTRAINT "products_package_complete" CHECK ("products"."kind" <> 'package' or ("products"."validity_years" > 0 and "products"."max_thousands" > 0))
);
--> statement-breakpoint
ALTER TABLE "products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quantity_choices" (
	"product_code" text NOT NULL,
	"thousands" integer NOT NULL,
	CONSTRAINT "quantity_choices_product_code_thousands_pk" PRIMARY KEY("product_code","thousands"),
	CONSTRAINT "quantity_choices_positive" CHECK ("quantity_choices"."thousands" > 0)
);
--> statement-breakpoint
ALTER TABLE "quantity_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sellers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"is_platform" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sellers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"command" text NOT NULL,
	"actor_kind" text NOT NULL,
	"user_id" uuid,
	"account_id" uuid,
	"subject_id" uuid,
	"refusal" text,
	"detail" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"number" integer PRIMARY KEY NOT NULL,
	"horizon" "xid8" NOT NULL,
	"rows" integer NOT NULL,
	"previous_root" "bytea" NOT NULL,
	"root" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "business_clock" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"offset_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "business_clock_single" CHECK ("business_clock"."one"),
	CONSTRAINT "business_clock_forward" CHECK ("business_clock"."offset_ms" >= 0)
);
--> statement-breakpoint
ALTER TABLE "business_clock" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task" text NOT NULL,
	"payload" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"ledger" text NOT NULL,
	"balance_fen" bigint NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_accounts_one_each" UNIQUE("account_id","ledger"),
	CONSTRAINT "ledger_accounts_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "ledger_accounts_ledger_known" CHECK ("ledger_accounts"."ledger" in ('cash', 'gift', 'receivable')),
	CONSTRAINT "ledger_accounts_not_below_zero" CHECK ("ledger_accounts"."balance_fen" >= 0)
);
--> statement-breakpoint
ALTER TABLE "ledger_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"account_id" uuid,
	"ledger" text NOT NULL,
	"ledger_account_id" uuid,
	"amount_fen" bigint NOT NULL,
	"before_fen" bigint,
	"after_fen" bigint,
	"sequence" integer,
	CONSTRAINT "ledger_entries_ledger_known" CHECK ("ledger_entries"."ledger" in ('cash', 'gift', 'receivable', 'clearing.wechatpay', 'clearing.alipay', 'deferred-revenue', 'suspense')),
	CONSTRAINT "ledger_entries_not_zero" CHECK ("ledger_entries"."amount_fen" <> 0),
	CONSTRAINT "ledger_entries_customer_side_has_balance" CHECK (("ledger_entries"."ledger" in ('cash', 'gift', 'receivable')) = ("ledger_entries"."ledger_account_id" is not null and "ledger_entries"."after_fen" is not null and "ledger_entries"."sequence" is not null))
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"account_id" uuid,
	"kind" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"channel" text,
	"order_id" uuid,
	"order_number" text,
	"product_code" text,
	"remark_en" text NOT NULL,
	"remark_zh" text NOT NULL,
	"balance_after_fen" bigint,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "ledger_transactions_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "ledger_transactions_kind_known" CHECK ("ledger_transactions"."kind" in ('payment', 'suspense'))
);
--> statement-breakpoint
ALTER TABLE "ledger_transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"to_email" text NOT NULL,
	"locale" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"provider_id" text,
	"sent_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"status" text NOT NULL,
	"channel" text,
	"user_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "order_events_verb_known" CHECK ("order_events"."verb" in ('place', 'start-payment', 'settle', 'cancel', 'expire')),
	CONSTRAINT "order_events_status_known" CHECK ("order_events"."status" in ('pending-payment', 'awaiting-confirmation', 'paid', 'cancelled', 'expired', 'partially-refunded', 'refunded'))
);
--> statement-breakpoint
ALTER TABLE "order_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"product_code" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"refunded_fen" bigint DEFAULT 0 NOT NULL,
	"invoice_basis" text NOT NULL,
	"policy_version" integer NOT NULL,
	"agreement_code" text NOT NULL,
	"agreement_version" integer NOT NULL,
	"placed_by" uuid NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"paid_channel" text,
	"closed_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "orders_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "orders_status_known" CHECK ("orders"."status" in ('pending-payment', 'awaiting-confirmation', 'paid', 'cancelled', 'expired', 'partially-refunded', 'refunded')),
	CONSTRAINT "orders_kind_known" CHECK ("orders"."kind" in ('package')),
	CONSTRAINT "orders_basis_known" CHECK ("orders"."invoice_basis" in ('payment', 'statement', 'none')),
	CONSTRAINT "orders_quantity_positive" CHECK ("orders"."quantity" > 0),
	CONSTRAINT "orders_amount_is_price_times_quantity" CHECK ("orders"."amount_fen" = "orders"."unit_price_fen" * "orders"."quantity" and "orders"."amount_fen" > 0),
	CONSTRAINT "orders_refund_within" CHECK ("orders"."refunded_fen" between 0 and "orders"."amount_fen"),
	CONSTRAINT "orders_paid_has_moment" CHECK (("orders"."status" in ('paid', 'partially-refunded', 'refunded')) = ("orders"."paid_at" is not null and "orders"."paid_channel" is not null))
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"notice_id" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"out_trade_no" text,
	"channel_trade_no" text,
	"amount_fen" bigint,
	"foreign_to" text,
	"happened_at" timestamp with time zone,
	"payload" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	"applied_at" timestamp with time zone,
	"outcome" text,
	"copies" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "payment_notices_kind_known" CHECK ("payment_notices"."kind" in ('paid', 'refund', 'closed', 'pending', 'other')),
	CONSTRAINT "payment_notices_applied_has_outcome" CHECK (("payment_notices"."applied_at" is null) = ("payment_notices"."outcome" is null))
);
--> statement-breakpoint
ALTER TABLE "payment_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"out_trade_no" text NOT NULL,
	"status" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"description" text NOT NULL,
	"device" text NOT NULL,
	"pay_url" text,
	"started_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"gateway_closed_at" timestamp with time zone,
	"channel_trade_no" text,
	"next_query_at" timestamp with time zone,
	"last_query_at" timestamp with time zone,
	"queries" integer DEFAULT 0 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "payments_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "payments_channel_known" CHECK ("payments"."channel" in ('wechatpay', 'alipay')),
	CONSTRAINT "payments_status_known" CHECK ("payments"."status" in ('open', 'settled', 'closed')),
	CONSTRAINT "payments_amount_positive" CHECK ("payments"."amount_fen" > 0),
	CONSTRAINT "payments_settled_has_moment" CHECK (("payments"."status" = 'settled') = ("payments"."settled_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suspense" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"out_trade_no" text NOT NULL,
	"channel_trade_no" text,
	"amount_fen" bigint NOT NULL,
	"expected_fen" bigint,
	"account_id" uuid,
	"order_id" uuid,
	"notice_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "suspense_reason_known" CHECK ("suspense"."reason" in ('unknown-number', 'wrong-amount', 'wrong-seller', 'wrong-app', 'wrong-currency', 'order-already-paid', 'order-cancelled'))
);
--> statement-breakpoint
ALTER TABLE "suspense" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policies" (
	"version" integer PRIMARY KEY NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"preset" text NOT NULL,
	"body" jsonb NOT NULL,
	"approved_by" uuid,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "policies_version_positive" CHECK ("policies"."version" > 0)
);
--> statement-breakpoint
ALTER TABLE "policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "packages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"product_code" text NOT NULL,
	"units" bigint NOT NULL,
	"remaining_units" bigint NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "packages_remaining_within" CHECK ("packages"."remaining_units" between 0 and "packages"."units"),
	CONSTRAINT "packages_valid_span" CHECK ("packages"."expires_at" > "packages"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "packages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quantity_choices" ADD CONSTRAINT "quantity_choices_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_ledger_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_own_transaction" FOREIGN KEY ("account_id","transaction_id") REFERENCES "public"."ledger_transactions"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_own_ledger_account" FOREIGN KEY ("account_id","ledger_account_id") REFERENCES "public"."ledger_accounts"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_policy_version_policies_version_fk" FOREIGN KEY ("policy_version") REFERENCES "public"."policies"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_placed_by_users_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_agreement" FOREIGN KEY ("agreement_code","agreement_version") REFERENCES "public"."agreements"("code","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense" ADD CONSTRAINT "suspense_notice_id_payment_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."payment_notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense" ADD CONSTRAINT "suspense_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_number_unique" ON "accounts" USING btree ("number");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "one_time_tokens_user" ON "one_time_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "sellers_code_unique" ON "sellers" USING btree ("code");--> statement-breakpoint
CREATE INDEX "audit_log_account" ON "audit_log" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_unsealed" ON "audit_log" USING btree ("transaction_id","id");--> statement-breakpoint
CREATE INDEX "ledger_entries_transaction" ON "ledger_entries" USING btree ("transaction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_sequence" ON "ledger_entries" USING btree ("ledger_account_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transactions_number_unique" ON "ledger_transactions" USING btree ("number");--> statement-breakpoint
CREATE INDEX "ledger_transactions_page" ON "ledger_transactions" USING btree ("account_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "ledger_transactions_order" ON "ledger_transactions" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_once" ON "mails" USING btree ("key");--> statement-breakpoint
CREATE INDEX "mails_page" ON "mails" USING btree ("recorded_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_events_order" ON "order_events" USING btree ("order_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number_unique" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE INDEX "orders_page" ON "orders" USING btree ("account_id","placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "orders_all_page" ON "orders" USING btree ("placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "orders_due" ON "orders" USING btree ("expires_at") WHERE status = 'pending-payment';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_notices_once" ON "payment_notices" USING btree ("channel","notice_id");--> statement-breakpoint
CREATE INDEX "payment_notices_trade" ON "payment_notices" USING btree ("out_trade_no");--> statement-breakpoint
CREATE INDEX "payment_notices_unapplied" ON "payment_notices" USING btree ("received_at") WHERE applied_at is null;--> statement-breakpoint
CREATE INDEX "payment_notices_page" ON "payment_notices" USING btree ("received_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "payments_out_trade_no_unique" ON "payments" USING btree ("out_trade_no");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_channel_trade_no_unique" ON "payments" USING btree ("channel","channel_trade_no") WHERE channel_trade_no is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_settled_per_order" ON "payments" USING btree ("order_id") WHERE status = 'settled';--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_open_per_order" ON "payments" USING btree ("order_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "payments_order" ON "payments" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payments_to_query" ON "payments" USING btree ("next_query_at") WHERE next_query_at is not null;--> statement-breakpoint
CREATE INDEX "payments_all_page" ON "payments" USING btree ("started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "suspense_once" ON "suspense" USING btree ("channel","channel_trade_no");--> statement-breakpoint
CREATE UNIQUE INDEX "suspense_notice" ON "suspense" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "suspense_page" ON "suspense" USING btree ("occurred_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "packages_one_per_order" ON "packages" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "packages_account" ON "packages" USING btree ("account_id","product_code","expires_at");--> statement-breakpoint
CREATE POLICY "accounts_auth" ON "accounts" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_staff" ON "accounts" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_system" ON "accounts" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_portal" ON "accounts" AS PERMISSIVE FOR SELECT TO "portal" USING ("accounts"."id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "members_auth" ON "members" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "members_system" ON "members" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "members_staff" ON "members" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "members_portal" ON "members" AS PERMISSIVE FOR SELECT TO "portal" USING ("members"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "one_time_tokens_auth" ON "one_time_tokens" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_time_tokens_system" ON "one_time_tokens" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_auth" ON "sessions" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_system" ON "sessions" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "staff_auth" ON "staff" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "staff_system" ON "staff" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "staff_staff" ON "staff" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "staff_seller" ON "staff" AS PERMISSIVE FOR SELECT TO "seller" USING ("staff"."user_id" = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "throttles_auth" ON "throttles" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "throttles_system" ON "throttles" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_auth" ON "users" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_system" ON "users" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_staff" ON "users" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "users_seller" ON "users" AS PERMISSIVE FOR SELECT TO "seller" USING ("users"."id" = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "users_portal" ON "users" AS PERMISSIVE FOR SELECT TO "portal" USING ("users"."id" in (select user_id from members));--> statement-breakpoint
CREATE POLICY "agreements_read" ON "agreements" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "agreements_system" ON "agreements" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "prices_read" ON "prices" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "prices_system" ON "prices" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "products_read" ON "products" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "products_system" ON "products" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quantity_choices_read" ON "quantity_choices" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "quantity_choices_system" ON "quantity_choices" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sellers_read" ON "sellers" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "sellers_system" ON "sellers" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_log_insert_auth" ON "audit_log" AS PERMISSIVE FOR INSERT TO "auth" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_log_insert_portal" ON "audit_log" AS PERMISSIVE FOR INSERT TO "portal" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_log_insert_staff" ON "audit_log" AS PERMISSIVE FOR INSERT TO "staff" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_log_insert_seller" ON "audit_log" AS PERMISSIVE FOR INSERT TO "seller" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_log_staff_read" ON "audit_log" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "audit_log_system" ON "audit_log" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_seals_system" ON "audit_seals" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_seals_staff" ON "audit_seals" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "business_clock_system" ON "business_clock" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "outbox_system" ON "outbox" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger_accounts_portal" ON "ledger_accounts" AS PERMISSIVE FOR ALL TO "portal" USING ("ledger_accounts"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("ledger_accounts"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ledger_accounts_staff" ON "ledger_accounts" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger_accounts_system" ON "ledger_accounts" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger_accounts_auth" ON "ledger_accounts" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger_entries_portal" ON "ledger_entries" AS PERMISSIVE FOR SELECT TO "portal" USING ("ledger_entries"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ledger_entries_staff" ON "ledger_entries" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "ledger_entries_system" ON "ledger_entries" AS PERMISSIVE FOR SELECT TO "system" USING (true);--> statement-breakpoint
CREATE POLICY "ledger_transactions_portal" ON "ledger_transactions" AS PERMISSIVE FOR SELECT TO "portal" USING ("ledger_transactions"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ledger_transactions_staff" ON "ledger_transactions" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "ledger_transactions_system" ON "ledger_transactions" AS PERMISSIVE FOR SELECT TO "system" USING (true);--> statement-breakpoint
CREATE POLICY "mails_system" ON "mails" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "order_events_portal" ON "order_events" AS PERMISSIVE FOR ALL TO "portal" USING ("order_events"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("order_events"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "order_events_staff" ON "order_events" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "order_events_system" ON "order_events" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "orders_portal" ON "orders" AS PERMISSIVE FOR ALL TO "portal" USING ("orders"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("orders"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "orders_staff" ON "orders" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "orders_system" ON "orders" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payment_notices_staff" ON "payment_notices" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "payment_notices_system" ON "payment_notices" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payments_portal" ON "payments" AS PERMISSIVE FOR ALL TO "portal" USING ("payments"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("payments"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "payments_staff" ON "payments" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payments_system" ON "payments" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "suspense_staff" ON "suspense" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "suspense_system" ON "suspense" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "policies_read" ON "policies" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "policies_write" ON "policies" AS PERMISSIVE FOR INSERT TO "system" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "packages_portal" ON "packages" AS PERMISSIVE FOR ALL TO "portal" USING ("packages"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("packages"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "packages_staff" ON "packages" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "packages_system" ON "packages" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);