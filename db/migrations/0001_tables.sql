CREATE TABLE "account_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"text" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "account_notes_not_empty" CHECK (char_length("account_notes"."text") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "account_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"ended_at" timestamp with time zone,
	"user_agent" text DEFAULT '' NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL
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
CREATE TABLE "authentications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"legal_name" text NOT NULL,
	"taxpayer_id" text,
	"licence_id" uuid,
	"id_number_sealed" "bytea",
	"id_number_last4" text,
	"doubts" text[] NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reject_reason" text,
	"replaced_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "authentications_kind_known" CHECK ("authentications"."kind" in ('enterprise', 'individual')),
	CONSTRAINT "authentications_status_known" CHECK ("authentications"."status" in ('under-review', 'authenticated', 'rejected', 'replaced')),
	CONSTRAINT "authentications_enterprise_complete" CHECK ("authentications"."kind" <> 'enterprise' or ("authentications"."taxpayer_id" is not null and "authentications"."licence_id" is not null)),
	CONSTRAINT "authentications_individual_complete" CHECK ("authentications"."kind" <> 'individual' or ("authentications"."id_number_last4" is not null and ("authentications"."id_number_sealed" is not null) = ("authentications"."status" = 'under-review'))),
	CONSTRAINT "authentications_decided_by_somebody" CHECK (("authentications"."status" = 'under-review') = ("authentications"."decided_at" is null) and ("authentications"."decided_at" is null) = ("authentications"."decided_by" is null)),
	CONSTRAINT "authentications_rejected_says_why" CHECK (("authentications"."status" = 'rejected') = ("authentications"."reject_reason" is not null)),
	CONSTRAINT "authentications_name_within" CHECK (char_length("authentications"."legal_name") between 1 and 100),
	CONSTRAINT "authentications_replaced_says_when" CHECK (("authentications"."status" = 'replaced') = ("authentications"."replaced_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "authentications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"number" text NOT NULL,
	"face_fen" bigint NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "cards_tenant" UNIQUE("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "cards" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "products_kind_known" CHECK ("products"."kind" in ('package', 'usage', 'subscription', 'card', 'top-up')),
	CONSTRAINT "products_discount_within" CHECK ("products"."discount_above_thousands" is null or "products"."discount_above_thousands" between 1 and "products"."max_thousands"),
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
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "files_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "files_purpose_known" CHECK ("files"."purpose" in ('voucher', 'licence')),
	CONSTRAINT "files_type_known" CHECK ("files"."type" in ('image/jpeg', 'image/png', 'application/pdf')),
	CONSTRAINT "files_size_within" CHECK ("files"."size" > 0 and octet_length("files"."content") <= 8 * 1024 * 1024)
);
--> statement-breakpoint
ALTER TABLE "files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "application_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"status" text NOT NULL,
	"user_id" uuid,
	"detail" text,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "application_events_verb_known" CHECK ("application_events"."verb" in ('submit', 'withdraw', 'approve', 'reject', 'issue', 'fail', 'retry', 'ship', 'send', 'request-return', 'refuse-return', 'cancel-return', 'return-part', 'return'))
);
--> statement-breakpoint
ALTER TABLE "application_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"account_id" uuid NOT NULL,
	"status" text NOT NULL,
	"kind" text NOT NULL,
	"section" text NOT NULL,
	"seller_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"title" jsonb NOT NULL,
	"delivery" jsonb NOT NULL,
	"lines" jsonb NOT NULL,
	"remark" text NOT NULL,
	"policy_version" integer NOT NULL,
	"replaces_id" uuid,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"reject_reason" text,
	"channel" text,
	"trouble" text,
	"issued_at" timestamp with time zone,
	"delivery_due_at" timestamp with time zone,
	"courier" text,
	"tracking_number" text,
	"shipped_by" uuid,
	"shipped_at" timestamp with time zone,
	"return_reason" text,
	"next_query_at" timestamp with time zone,
	"queries" integer DEFAULT 0 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "invoice_applications_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "invoice_applications_number_form" CHECK ("invoice_applications"."number" ~ '^[0-9A-Z]{1,20}$'),
	CONSTRAINT "invoice_applications_status_known" CHECK ("invoice_applications"."status" in ('under-review', 'rejected', 'issuing', 'issue-failed', 'issued', 'shipped', 'withdrawn', 'return-requested', 'returned')),
	CONSTRAINT "invoice_applications_kind_known" CHECK ("invoice_applications"."kind" in ('e_general', 'e_special', 'paper_general', 'paper_special')),
	CONSTRAINT "invoice_applications_section_known" CHECK ("invoice_applications"."section" in ('own', 'market')),
	CONSTRAINT "invoice_applications_amount_positive" CHECK ("invoice_applications"."amount_fen" >= 1),
	CONSTRAINT "invoice_applications_rejected_says_why" CHECK (("invoice_applications"."status" = 'rejected') <= ("invoice_applications"."reject_reason" is not null)),
	CONSTRAINT "invoice_applications_shipped_says_how" CHECK ("invoice_applications"."status" <> 'shipped' or ("invoice_applications"."courier" is not null and "invoice_applications"."tracking_number" is not null))
);
--> statement-breakpoint
ALTER TABLE "invoice_applications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_claims" (
	"application_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"invoiceable_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"live" boolean NOT NULL,
	"reversed_fen" bigint DEFAULT 0 NOT NULL,
	"held_fen" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "invoice_claims_positive" CHECK ("invoice_claims"."amount_fen" > 0),
	CONSTRAINT "invoice_claims_within" CHECK ("invoice_claims"."reversed_fen" >= 0 and "invoice_claims"."held_fen" >= 0 and "invoice_claims"."reversed_fen" + "invoice_claims"."held_fen" <= "invoice_claims"."amount_fen")
);
--> statement-breakpoint
ALTER TABLE "invoice_claims" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "archive_parts" (
	"archive_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"entries" jsonb NOT NULL,
	CONSTRAINT "archive_parts_archive_id_part_pk" PRIMARY KEY("archive_id","part")
);
--> statement-breakpoint
ALTER TABLE "archive_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "archives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"from_on" text NOT NULL,
	"to_on" text NOT NULL,
	"status" text NOT NULL,
	"total" integer NOT NULL,
	"packed" integer DEFAULT 0 NOT NULL,
	"size" integer,
	"trouble" text,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "archives_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "archives_status_known" CHECK ("archives"."status" in ('waiting', 'packing', 'done', 'failed')),
	CONSTRAINT "archives_packed_within" CHECK ("archives"."packed" between 0 and "archives"."total")
);
--> statement-breakpoint
ALTER TABLE "archives" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "etax_templates" (
	"seller_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "etax_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "issuing_batch_lines" (
	"batch_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	CONSTRAINT "issuing_batch_lines_batch_id_invoice_id_pk" PRIMARY KEY("batch_id","invoice_id"),
	CONSTRAINT "issuing_batch_lines_outcome_known" CHECK ("issuing_batch_lines"."outcome" in ('waiting', 'issued', 'failed', 'discarded'))
);
--> statement-breakpoint
ALTER TABLE "issuing_batch_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "issuing_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"seller_id" uuid NOT NULL,
	"workbook" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "issuing_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "issuing_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seller_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"report" jsonb NOT NULL,
	"read_by" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "issuing_lists_kind_known" CHECK ("issuing_lists"."kind" in ('issued', 'failures'))
);
--> statement-breakpoint
ALTER TABLE "issuing_lists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"account_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"status" text NOT NULL,
	"method" text NOT NULL,
	"reason" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"note" text NOT NULL,
	"refund_id" uuid,
	"requested_by" uuid,
	"requested_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"refuse_reason" text,
	"done_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "corrections_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "corrections_status_known" CHECK ("corrections"."status" in ('requested', 'refused', 'cancelled', 'reversing', 'stuck', 'done')),
	CONSTRAINT "corrections_method_known" CHECK ("corrections"."method" in ('red-letter', 'void')),
	CONSTRAINT "corrections_reason_known" CHECK ("corrections"."reason" in ('issued-in-error', 'goods-returned', 'service-ended', 'allowance')),
	CONSTRAINT "corrections_amount_positive" CHECK ("corrections"."amount_fen" > 0),
	CONSTRAINT "corrections_refused_says_why" CHECK (("corrections"."status" = 'refused') = ("corrections"."refuse_reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "red_forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"correction_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"red_invoice_id" uuid NOT NULL,
	"request_no" text NOT NULL,
	"state" text NOT NULL,
	"live" boolean NOT NULL,
	"form_number" text,
	"channel_serial" text,
	"amount_fen" bigint NOT NULL,
	"lines" jsonb NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"state_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	"next_query_at" timestamp with time zone,
	"queries" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "red_forms_request_form" CHECK ("red_forms"."request_no" ~ '^[0-9A-Z]{1,20}$'),
	CONSTRAINT "red_forms_state_known" CHECK ("red_forms"."state" in ('applying', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', 'failed')),
	CONSTRAINT "red_forms_amount_positive" CHECK ("red_forms"."amount_fen" > 0),
	CONSTRAINT "red_forms_number_form" CHECK ("red_forms"."form_number" is null or "red_forms"."form_number" ~ '^[0-9]{20}$')
);
--> statement-breakpoint
ALTER TABLE "red_forms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deficits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"invoiceable_id" uuid NOT NULL,
	"seller_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"claimed_by" uuid,
	"settled_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "deficits_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "deficits_positive" CHECK ("deficits"."amount_fen" > 0)
);
--> statement-breakpoint
ALTER TABLE "deficits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quota_refunds" (
	"refund_id" uuid NOT NULL,
	"invoiceable_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"lowered_fen" bigint NOT NULL,
	"held_fen" bigint NOT NULL,
	"deficit_fen" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "quota_refunds_refund_id_invoiceable_id_pk" PRIMARY KEY("refund_id","invoiceable_id"),
	CONSTRAINT "quota_refunds_not_negative" CHECK ("quota_refunds"."lowered_fen" >= 0 and "quota_refunds"."held_fen" >= 0 and "quota_refunds"."deficit_fen" >= 0)
);
--> statement-breakpoint
ALTER TABLE "quota_refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoiceables" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"document" text NOT NULL,
	"order_id" uuid NOT NULL,
	"section" text NOT NULL,
	"seller_id" uuid NOT NULL,
	"tax_treatment" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"reserved_fen" bigint DEFAULT 0 NOT NULL,
	"invoiced_fen" bigint DEFAULT 0 NOT NULL,
	"held_fen" bigint DEFAULT 0 NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "invoiceables_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "invoiceables_document_known" CHECK ("invoiceables"."document" in ('order', 'card')),
	CONSTRAINT "invoiceables_card_not_taxed" CHECK ("invoiceables"."document" <> 'card' or "invoiceables"."tax_treatment" = 'not-taxed'),
	CONSTRAINT "invoiceables_section_known" CHECK ("invoiceables"."section" in ('own', 'market')),
	CONSTRAINT "invoiceables_within_amount" CHECK ("invoiceables"."reserved_fen" >= 0 and "invoiceables"."invoiced_fen" >= 0 and "invoiceables"."held_fen" >= 0 and "invoiceables"."reserved_fen" + "invoiceables"."invoiced_fen" + "invoiceables"."held_fen" <= "invoiceables"."amount_fen")
);
--> statement-breakpoint
ALTER TABLE "invoiceables" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "download_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" "bytea",
	"account_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"sent_to" text NOT NULL,
	"sent_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	"downloads" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "download_links_downloads_within" CHECK ("download_links"."downloads" between 0 and 20)
);
--> statement-breakpoint
ALTER TABLE "download_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"format" text NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"added_by" uuid,
	"added_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "invoice_files_format_known" CHECK ("invoice_files"."format" in ('pdf', 'ofd', 'xml'))
);
--> statement-breakpoint
ALTER TABLE "invoice_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"colour" text NOT NULL,
	"reverses_id" uuid,
	"status" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL,
	"lines" jsonb NOT NULL,
	"code" text,
	"number" text,
	"issued_on" date,
	"request_no" text NOT NULL,
	"channel_serial" text,
	"asked_at" timestamp with time zone,
	"trouble" text,
	"reversed_fen" bigint DEFAULT 0 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "invoices_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "invoices_colour_known" CHECK ("invoices"."colour" in ('blue', 'red')),
	CONSTRAINT "invoices_status_known" CHECK ("invoices"."status" in ('pending', 'issued', 'voided', 'reversed')),
	CONSTRAINT "invoices_sign" CHECK (("invoices"."colour" = 'blue' and "invoices"."amount_fen" > 0 and "invoices"."reverses_id" is null) or ("invoices"."colour" = 'red' and "invoices"."amount_fen" < 0 and "invoices"."reverses_id" is not null)),
	CONSTRAINT "invoices_request_form" CHECK ("invoices"."request_no" ~ '^[0-9A-Z]{1,20}$'),
	CONSTRAINT "invoices_reversed_within" CHECK ("invoices"."reversed_fen" >= 0 and "invoices"."reversed_fen" <= abs("invoices"."amount_fen") and ("invoices"."colour" = 'blue' or "invoices"."reversed_fen" = 0)),
	CONSTRAINT "invoices_issued_has_number" CHECK ("invoices"."status" = 'pending' or ("invoices"."number" is not null and "invoices"."issued_on" is not null))
);
--> statement-breakpoint
ALTER TABLE "invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "calendar_days_kind_known" CHECK ("calendar_days"."kind" in ('holiday', 'make-up'))
);
--> statement-breakpoint
ALTER TABLE "calendar_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_items" (
	"product_code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"tax_code" text NOT NULL,
	"tax_treatment" text NOT NULL,
	CONSTRAINT "invoice_items_code_form" CHECK ("invoice_items"."tax_code" ~ '^[0-9]{19}$')
);
--> statement-breakpoint
ALTER TABLE "invoice_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seller_invoicing" (
	"seller_id" uuid PRIMARY KEY NOT NULL,
	"legal_name" text NOT NULL,
	"taxpayer_id" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"bank_name" text NOT NULL,
	"bank_account" text NOT NULL,
	"clerk" text NOT NULL,
	"rates" text[] NOT NULL,
	"per_invoice_fen" bigint NOT NULL,
	"channels" jsonb NOT NULL,
	CONSTRAINT "seller_invoicing_limit_positive" CHECK ("seller_invoicing"."per_invoice_fen" > 0)
);
--> statement-breakpoint
ALTER TABLE "seller_invoicing" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sending_addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"province_code" text NOT NULL,
	"city_code" text NOT NULL,
	"district_code" text NOT NULL,
	"region_name" text NOT NULL,
	"detail" text NOT NULL,
	"is_default" boolean NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "sending_addresses_tenant" UNIQUE("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "sending_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "titles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"invoice_kind" text,
	"name" text NOT NULL,
	"taxpayer_id" text,
	"bank_name" text,
	"bank_account" text,
	"registered_address" text,
	"registered_phone" text,
	"is_default" boolean NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "titles_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "titles_kind_known" CHECK ("titles"."kind" in ('enterprise', 'non-enterprise', 'individual')),
	CONSTRAINT "titles_invoice_kind_known" CHECK ("titles"."invoice_kind" in ('e_general', 'e_special', 'paper_general', 'paper_special')),
	CONSTRAINT "titles_number_unless_individual" CHECK (("titles"."kind" = 'individual') or "titles"."taxpayer_id" is not null),
	CONSTRAINT "titles_individual_general_only" CHECK ("titles"."kind" <> 'individual' or "titles"."invoice_kind" is null or "titles"."invoice_kind" in ('e_general', 'paper_general'))
);
--> statement-breakpoint
ALTER TABLE "titles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"ledger" text NOT NULL,
	"card_id" uuid,
	"balance_fen" bigint NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_accounts_one_each" UNIQUE NULLS NOT DISTINCT("account_id","ledger","card_id"),
	CONSTRAINT "ledger_accounts_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "ledger_accounts_card_named" CHECK (("ledger_accounts"."ledger" = 'card') = ("ledger_accounts"."card_id" is not null)),
	CONSTRAINT "ledger_accounts_ledger_known" CHECK ("ledger_accounts"."ledger" in ('cash', 'gift', 'receivable', 'card')),
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
	CONSTRAINT "ledger_entries_ledger_known" CHECK ("ledger_entries"."ledger" in ('cash', 'gift', 'receivable', 'card', 'clearing.wechatpay', 'clearing.alipay', 'clearing.corporate', 'deferred-revenue', 'suspense', 'held-for-customers', 'refund-payable')),
	CONSTRAINT "ledger_entries_not_zero" CHECK ("ledger_entries"."amount_fen" <> 0),
	CONSTRAINT "ledger_entries_customer_side_has_balance" CHECK (("ledger_entries"."ledger" in ('cash', 'gift', 'receivable', 'card')) = ("ledger_entries"."ledger_account_id" is not null and "ledger_entries"."after_fen" is not null and "ledger_entries"."sequence" is not null))
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
	CONSTRAINT "ledger_transactions_kind_known" CHECK ("ledger_transactions"."kind" in ('payment', 'top-up', 'card', 'part-payment', 'excess', 'refund', 'refund-returned', 'suspense', 'suspense-assigned', 'refund-sent'))
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
	"attachments" jsonb DEFAULT '[]'::jsonb NOT NULL,
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
	CONSTRAINT "order_events_verb_known" CHECK ("order_events"."verb" in ('place', 'start-payment', 'submit-transfer', 'reject-transfer', 'accept-part', 'return-part', 'settle', 'cancel', 'expire', 'refund-part', 'refund-whole')),
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
	"refunding_fen" bigint DEFAULT 0 NOT NULL,
	"held_fen" bigint DEFAULT 0 NOT NULL,
	"suspended_fen" bigint DEFAULT 0 NOT NULL,
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
	CONSTRAINT "orders_kind_known" CHECK ("orders"."kind" in ('package', 'top-up', 'card')),
	CONSTRAINT "orders_basis_known" CHECK ("orders"."invoice_basis" in ('payment', 'statement', 'none')),
	CONSTRAINT "orders_quantity_positive" CHECK ("orders"."quantity" > 0),
	CONSTRAINT "orders_amount_is_price_times_quantity" CHECK ("orders"."amount_fen" = "orders"."unit_price_fen" * "orders"."quantity" and "orders"."amount_fen" > 0),
	CONSTRAINT "orders_refund_within" CHECK ("orders"."refunded_fen" >= 0 and "orders"."refunding_fen" >= 0 and "orders"."refunded_fen" + "orders"."refunding_fen" <= "orders"."amount_fen"),
	CONSTRAINT "orders_held_within" CHECK ("orders"."held_fen" >= 0 and "orders"."held_fen" < "orders"."amount_fen"),
	CONSTRAINT "orders_suspended_not_negative" CHECK ("orders"."suspended_fen" >= 0),
	CONSTRAINT "orders_with_money_stay" CHECK ("orders"."held_fen" = 0 or "orders"."status" not in ('cancelled', 'expired')),
	CONSTRAINT "orders_paid_has_moment" CHECK (("orders"."status" in ('paid', 'partially-refunded', 'refunded')) = ("orders"."paid_at" is not null and "orders"."paid_channel" is not null))
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "payments_channel_known" CHECK ("payments"."channel" in ('wechatpay', 'alipay', 'corporate', 'assigned')),
	CONSTRAINT "payments_status_known" CHECK ("payments"."status" in ('open', 'settled', 'closed')),
	CONSTRAINT "payments_asked_at_gateways" CHECK ("payments"."next_query_at" is null or "payments"."channel" in ('wechatpay', 'alipay')),
	CONSTRAINT "payments_amount_positive" CHECK ("payments"."amount_fen" > 0),
	CONSTRAINT "payments_settled_has_moment" CHECK (("payments"."status" = 'settled') = ("payments"."settled_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"refund_no" text,
	"refund_status" text,
	"payload" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	"applied_at" timestamp with time zone,
	"next_apply_at" timestamp with time zone,
	"outcome" text,
	"copies" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "payment_notices_kind_known" CHECK ("payment_notices"."kind" in ('paid', 'refund', 'closed', 'pending', 'other')),
	CONSTRAINT "payment_notices_applied_has_outcome" CHECK (("payment_notices"."applied_at" is null) = ("payment_notices"."outcome" is null))
);
--> statement-breakpoint
ALTER TABLE "payment_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"account_id" uuid,
	"order_id" uuid,
	"payment_id" uuid,
	"suspense_id" uuid,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"route" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"trade_fen" bigint NOT NULL,
	"out_trade_no" text,
	"locked_units" bigint DEFAULT 0 NOT NULL,
	"note" text,
	"requested_by" uuid,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decline_reason" text,
	"four_eyes" text NOT NULL,
	"sent_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"channel_refund_no" text,
	"trouble" text,
	"payee_by" uuid,
	"payee_name" text,
	"payee_bank" text,
	"payee_account" text,
	"bank_ref" text,
	"next_query_at" timestamp with time zone,
	"queries" integer DEFAULT 0 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "refunds_reason_known" CHECK ("refunds"."reason" in ('asked', 'paid-twice', 'paid-after-cancel', 'suspense', 'excess', 'part-payment', 'console')),
	CONSTRAINT "refunds_status_known" CHECK ("refunds"."status" in ('requested', 'declined', 'approved', 'processing', 'abnormal', 'closed', 'done')),
	CONSTRAINT "refunds_route_known" CHECK ("refunds"."route" in ('wechatpay', 'alipay', 'bank')),
	CONSTRAINT "refunds_amount_within" CHECK ("refunds"."amount_fen" > 0 and "refunds"."amount_fen" <= "refunds"."trade_fen"),
	CONSTRAINT "refunds_two_people" CHECK ("refunds"."four_eyes" <> 'needed' or "refunds"."decided_by" is distinct from "refunds"."requested_by"),
	CONSTRAINT "refunds_payee_by_another" CHECK ("refunds"."four_eyes" <> 'needed' or "refunds"."payee_by" is null or "refunds"."decided_by" is null or "refunds"."decided_by" <> "refunds"."payee_by"),
	CONSTRAINT "refunds_done_has_moment" CHECK (("refunds"."status" = 'done') = ("refunds"."done_at" is not null)),
	CONSTRAINT "refunds_gateway_names_trade" CHECK ("refunds"."route" = 'bank' or "refunds"."out_trade_no" is not null)
);
--> statement-breakpoint
ALTER TABLE "refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suspense" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"out_trade_no" text NOT NULL,
	"channel_trade_no" text,
	"amount_fen" bigint NOT NULL,
	"expected_fen" bigint,
	"account_id" uuid,
	"order_id" uuid,
	"notice_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"assigned_account_id" uuid,
	"assigned_order_id" uuid,
	"assign_reason" text,
	"note" text,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"four_eyes" text,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "suspense_reason_known" CHECK ("suspense"."reason" in ('unknown-number', 'wrong-amount', 'wrong-seller', 'wrong-app', 'wrong-currency', 'order-already-paid', 'order-cancelled')),
	CONSTRAINT "suspense_status_known" CHECK ("suspense"."status" in ('open', 'assigning', 'assigned', 'refunding', 'refunded', 'noted')),
	CONSTRAINT "suspense_assigned_names_order" CHECK ("suspense"."status" not in ('assigning', 'assigned') or ("suspense"."assigned_order_id" is not null and "suspense"."proposed_by" is not null)),
	CONSTRAINT "suspense_two_people" CHECK ("suspense"."four_eyes" is distinct from 'needed' or "suspense"."decided_by" is distinct from "suspense"."proposed_by")
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
	"locked_units" bigint DEFAULT 0 NOT NULL,
	"refunded_units" bigint DEFAULT 0 NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "packages_remaining_within" CHECK ("packages"."remaining_units" >= 0 and "packages"."locked_units" >= 0 and "packages"."refunded_units" >= 0 and "packages"."remaining_units" + "packages"."locked_units" + "packages"."refunded_units" <= "packages"."units"),
	CONSTRAINT "packages_valid_span" CHECK ("packages"."expires_at" > "packages"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "packages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bank_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"account_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"transfer_id" uuid NOT NULL,
	"own_account" text NOT NULL,
	"direction" text NOT NULL,
	"booked_on" date NOT NULL,
	"amount_fen" bigint NOT NULL,
	"currency" text NOT NULL,
	"payer_name" text NOT NULL,
	"payer_account" text,
	"bank_ref" text,
	"remark" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "bank_entries_status_known" CHECK ("bank_entries"."status" in ('expected', 'paired')),
	CONSTRAINT "bank_entries_amount_positive" CHECK ("bank_entries"."amount_fen" > 0)
);
--> statement-breakpoint
ALTER TABLE "bank_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"status" text NOT NULL,
	"claimed_fen" bigint NOT NULL,
	"voucher_id" uuid NOT NULL,
	"voucher_sha256" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"received_fen" bigint,
	"received_on" date,
	"payer_name" text,
	"payer_account" text,
	"bank_ref" text,
	"remark" text,
	"outcome" text,
	"four_eyes" text,
	"confirmed_by" uuid,
	"confirmed_at" timestamp with time zone,
	"approved_by" uuid,
	"decided_at" timestamp with time zone,
	"rejected_by" uuid,
	"reject_reason" text,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "transfers_tenant" UNIQUE("account_id","id"),
	CONSTRAINT "transfers_status_known" CHECK ("transfers"."status" in ('awaiting', 'checking', 'confirmed', 'rejected')),
	CONSTRAINT "transfers_outcome_known" CHECK ("transfers"."outcome" in ('paid', 'part', 'over', 'double')),
	CONSTRAINT "transfers_confirmed_has_outcome" CHECK (("transfers"."status" = 'confirmed') = ("transfers"."outcome" is not null)),
	CONSTRAINT "transfers_claimed_positive" CHECK ("transfers"."claimed_fen" > 0),
	CONSTRAINT "transfers_confirmed_says_what" CHECK ("transfers"."status" not in ('checking', 'confirmed') or ("transfers"."received_fen" > 0 and "transfers"."received_on" is not null and "transfers"."payer_name" is not null and "transfers"."confirmed_by" is not null and "transfers"."confirmed_at" is not null and "transfers"."four_eyes" is not null)),
	CONSTRAINT "transfers_two_people" CHECK ("transfers"."status" <> 'confirmed' or "transfers"."four_eyes" <> 'needed' or ("transfers"."approved_by" is not null and "transfers"."approved_by" <> "transfers"."confirmed_by")),
	CONSTRAINT "transfers_rejected_says_why" CHECK (("transfers"."status" = 'rejected') = ("transfers"."reject_reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "transfers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "account_notes" ADD CONSTRAINT "account_notes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_notes" ADD CONSTRAINT "account_notes_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authentications" ADD CONSTRAINT "authentications_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authentications" ADD CONSTRAINT "authentications_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authentications" ADD CONSTRAINT "authentications_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authentications" ADD CONSTRAINT "authentications_own_licence" FOREIGN KEY ("account_id","licence_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quantity_choices" ADD CONSTRAINT "quantity_choices_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_own_application" FOREIGN KEY ("account_id","application_id") REFERENCES "public"."invoice_applications"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_applications" ADD CONSTRAINT "invoice_applications_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_applications" ADD CONSTRAINT "invoice_applications_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_applications" ADD CONSTRAINT "invoice_applications_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_applications" ADD CONSTRAINT "invoice_applications_reviewed_by_users_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_applications" ADD CONSTRAINT "invoice_applications_shipped_by_users_id_fk" FOREIGN KEY ("shipped_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_applications" ADD CONSTRAINT "invoice_applications_replaces_own" FOREIGN KEY ("account_id","replaces_id") REFERENCES "public"."invoice_applications"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_claims" ADD CONSTRAINT "invoice_claims_own_application" FOREIGN KEY ("account_id","application_id") REFERENCES "public"."invoice_applications"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_claims" ADD CONSTRAINT "invoice_claims_own_invoiceable" FOREIGN KEY ("account_id","invoiceable_id") REFERENCES "public"."invoiceables"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "archive_parts" ADD CONSTRAINT "archive_parts_own_archive" FOREIGN KEY ("account_id","archive_id") REFERENCES "public"."archives"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "archives" ADD CONSTRAINT "archives_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "archives" ADD CONSTRAINT "archives_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "etax_templates" ADD CONSTRAINT "etax_templates_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "etax_templates" ADD CONSTRAINT "etax_templates_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_batch_lines" ADD CONSTRAINT "issuing_batch_lines_batch_id_issuing_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."issuing_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_batch_lines" ADD CONSTRAINT "issuing_batch_lines_own_invoice" FOREIGN KEY ("account_id","invoice_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_batches" ADD CONSTRAINT "issuing_batches_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_batches" ADD CONSTRAINT "issuing_batches_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_lists" ADD CONSTRAINT "issuing_lists_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_lists" ADD CONSTRAINT "issuing_lists_read_by_users_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_own_application" FOREIGN KEY ("account_id","application_id") REFERENCES "public"."invoice_applications"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "red_forms" ADD CONSTRAINT "red_forms_own_correction" FOREIGN KEY ("account_id","correction_id") REFERENCES "public"."corrections"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "red_forms" ADD CONSTRAINT "red_forms_own_invoice" FOREIGN KEY ("account_id","invoice_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "red_forms" ADD CONSTRAINT "red_forms_own_red_invoice" FOREIGN KEY ("account_id","red_invoice_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deficits" ADD CONSTRAINT "deficits_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deficits" ADD CONSTRAINT "deficits_own_invoiceable" FOREIGN KEY ("account_id","invoiceable_id") REFERENCES "public"."invoiceables"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deficits" ADD CONSTRAINT "deficits_own_application" FOREIGN KEY ("account_id","claimed_by") REFERENCES "public"."invoice_applications"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_refunds" ADD CONSTRAINT "quota_refunds_own_invoiceable" FOREIGN KEY ("account_id","invoiceable_id") REFERENCES "public"."invoiceables"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoiceables" ADD CONSTRAINT "invoiceables_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoiceables" ADD CONSTRAINT "invoiceables_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "download_links" ADD CONSTRAINT "download_links_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "download_links" ADD CONSTRAINT "download_links_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "download_links" ADD CONSTRAINT "download_links_own_invoice" FOREIGN KEY ("account_id","invoice_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_files" ADD CONSTRAINT "invoice_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_files" ADD CONSTRAINT "invoice_files_own_invoice" FOREIGN KEY ("account_id","invoice_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_own_application" FOREIGN KEY ("account_id","application_id") REFERENCES "public"."invoice_applications"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_reverse_own" FOREIGN KEY ("account_id","reverses_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_invoicing" ADD CONSTRAINT "seller_invoicing_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sending_addresses" ADD CONSTRAINT "sending_addresses_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sending_addresses" ADD CONSTRAINT "sending_addresses_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_suspense_id_suspense_id_fk" FOREIGN KEY ("suspense_id") REFERENCES "public"."suspense"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payee_by_users_id_fk" FOREIGN KEY ("payee_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_own_payment" FOREIGN KEY ("account_id","payment_id") REFERENCES "public"."payments"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense" ADD CONSTRAINT "suspense_notice_id_payment_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."payment_notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense" ADD CONSTRAINT "suspense_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense" ADD CONSTRAINT "suspense_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense" ADD CONSTRAINT "suspense_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense" ADD CONSTRAINT "suspense_assigned_order" FOREIGN KEY ("assigned_account_id","assigned_order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_product_code_products_code_fk" FOREIGN KEY ("product_code") REFERENCES "public"."products"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_entries" ADD CONSTRAINT "bank_entries_own_transfer" FOREIGN KEY ("account_id","transfer_id") REFERENCES "public"."transfers"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_rejected_by_users_id_fk" FOREIGN KEY ("rejected_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_own_order" FOREIGN KEY ("account_id","order_id") REFERENCES "public"."orders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_own_payment" FOREIGN KEY ("account_id","payment_id") REFERENCES "public"."payments"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_own_voucher" FOREIGN KEY ("account_id","voucher_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_notes_page" ON "account_notes" USING btree ("account_id","written_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_number_unique" ON "accounts" USING btree ("number");--> statement-breakpoint
CREATE INDEX "accounts_all_page" ON "accounts" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "one_time_tokens_user" ON "one_time_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "authentications_one_under_review" ON "authentications" USING btree ("account_id") WHERE status = 'under-review';--> statement-breakpoint
CREATE UNIQUE INDEX "authentications_one_in_force" ON "authentications" USING btree ("account_id") WHERE status = 'authenticated';--> statement-breakpoint
CREATE INDEX "authentications_account" ON "authentications" USING btree ("account_id","submitted_at","id");--> statement-breakpoint
CREATE INDEX "authentications_taxpayer" ON "authentications" USING btree ("taxpayer_id") WHERE taxpayer_id is not null;--> statement-breakpoint
CREATE INDEX "authentications_decided_page" ON "authentications" USING btree ("decided_at","id") WHERE decided_at is not null;--> statement-breakpoint
CREATE INDEX "authentications_queue" ON "authentications" USING btree ("status","due_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "cards_number_unique" ON "cards" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "cards_one_per_order" ON "cards" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sellers_code_unique" ON "sellers" USING btree ("code");--> statement-breakpoint
CREATE INDEX "audit_log_account" ON "audit_log" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_unsealed" ON "audit_log" USING btree ("transaction_id","id");--> statement-breakpoint
CREATE INDEX "application_events_application" ON "application_events" USING btree ("application_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_applications_number_unique" ON "invoice_applications" USING btree ("number");--> statement-breakpoint
CREATE INDEX "invoice_applications_page" ON "invoice_applications" USING btree ("account_id","submitted_at","id");--> statement-breakpoint
CREATE INDEX "invoice_applications_queue" ON "invoice_applications" USING btree ("status","due_at","id");--> statement-breakpoint
CREATE INDEX "invoice_applications_to_ask" ON "invoice_applications" USING btree ("next_query_at") WHERE next_query_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_claims_once" ON "invoice_claims" USING btree ("application_id","invoiceable_id");--> statement-breakpoint
CREATE INDEX "invoice_claims_invoiceable" ON "invoice_claims" USING btree ("invoiceable_id");--> statement-breakpoint
CREATE UNIQUE INDEX "archives_one_under_way" ON "archives" USING btree ("account_id","requested_by") WHERE status in ('waiting', 'packing');--> statement-breakpoint
CREATE INDEX "archives_account" ON "archives" USING btree ("account_id","requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "issuing_batch_lines_waiting_once" ON "issuing_batch_lines" USING btree ("invoice_id") WHERE outcome = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "issuing_batches_number_unique" ON "issuing_batches" USING btree ("number");--> statement-breakpoint
CREATE INDEX "issuing_batches_page" ON "issuing_batches" USING btree ("made_at","id");--> statement-breakpoint
CREATE INDEX "issuing_lists_page" ON "issuing_lists" USING btree ("seller_id","read_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_number_unique" ON "corrections" USING btree ("number");--> statement-breakpoint
CREATE INDEX "corrections_application" ON "corrections" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_one_live" ON "corrections" USING btree ("application_id") WHERE status in ('requested', 'reversing', 'stuck');--> statement-breakpoint
CREATE UNIQUE INDEX "red_forms_request_unique" ON "red_forms" USING btree ("request_no");--> statement-breakpoint
CREATE INDEX "red_forms_correction" ON "red_forms" USING btree ("correction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "red_forms_one_live_each" ON "red_forms" USING btree ("red_invoice_id") WHERE live;--> statement-breakpoint
CREATE INDEX "red_forms_to_ask" ON "red_forms" USING btree ("next_query_at") WHERE next_query_at is not null;--> statement-breakpoint
CREATE INDEX "deficits_open" ON "deficits" USING btree ("account_id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "quota_refunds_invoiceable" ON "quota_refunds" USING btree ("invoiceable_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoiceables_key" ON "invoiceables" USING btree ("order_id","section","seller_id","tax_treatment");--> statement-breakpoint
CREATE INDEX "invoiceables_account" ON "invoiceables" USING btree ("account_id","occurred_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "download_links_hash_unique" ON "download_links" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "download_links_invoice" ON "download_links" USING btree ("invoice_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_files_one_each" ON "invoice_files" USING btree ("invoice_id","format");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_number_unique" ON "invoices" USING btree ("code","number") WHERE number is not null and code is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_digital_number_unique" ON "invoices" USING btree ("number") WHERE number is not null and code is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_sequence" ON "invoices" USING btree ("application_id","colour","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_request_unique" ON "invoices" USING btree ("request_no");--> statement-breakpoint
CREATE INDEX "invoices_reversing" ON "invoices" USING btree ("reverses_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sending_addresses_one_default" ON "sending_addresses" USING btree ("account_id") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE INDEX "sending_addresses_account" ON "sending_addresses" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "titles_one_default" ON "titles" USING btree ("account_id") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE INDEX "titles_account" ON "titles" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "ledger_entries_transaction" ON "ledger_entries" USING btree ("transaction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_sequence" ON "ledger_entries" USING btree ("ledger_account_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transactions_number_unique" ON "ledger_transactions" USING btree ("number");--> statement-breakpoint
CREATE INDEX "ledger_transactions_page" ON "ledger_transactions" USING btree ("account_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "ledger_transactions_kind_page" ON "ledger_transactions" USING btree ("account_id","kind","occurred_at","id");--> statement-breakpoint
CREATE INDEX "ledger_transactions_channel_page" ON "ledger_transactions" USING btree ("account_id","channel","occurred_at","id");--> statement-breakpoint
CREATE INDEX "ledger_transactions_order" ON "ledger_transactions" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_once" ON "mails" USING btree ("key");--> statement-breakpoint
CREATE INDEX "mails_page" ON "mails" USING btree ("recorded_at","id");--> statement-breakpoint
CREATE INDEX "order_events_order" ON "order_events" USING btree ("order_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number_unique" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE INDEX "orders_page" ON "orders" USING btree ("account_id","placed_at","id");--> statement-breakpoint
CREATE INDEX "orders_status_page" ON "orders" USING btree ("account_id","status","placed_at","id");--> statement-breakpoint
CREATE INDEX "orders_all_page" ON "orders" USING btree ("placed_at","id");--> statement-breakpoint
CREATE INDEX "orders_due" ON "orders" USING btree ("expires_at") WHERE status = 'pending-payment';--> statement-breakpoint
CREATE UNIQUE INDEX "payments_out_trade_no_unique" ON "payments" USING btree ("out_trade_no");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_channel_trade_no_unique" ON "payments" USING btree ("channel","channel_trade_no") WHERE channel_trade_no is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_settled_per_order" ON "payments" USING btree ("order_id") WHERE status = 'settled';--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_open_per_order" ON "payments" USING btree ("order_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "payments_order" ON "payments" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payments_to_query" ON "payments" USING btree ("next_query_at") WHERE next_query_at is not null;--> statement-breakpoint
CREATE INDEX "payments_all_page" ON "payments" USING btree ("started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_notices_once" ON "payment_notices" USING btree ("channel","notice_id");--> statement-breakpoint
CREATE INDEX "payment_notices_trade" ON "payment_notices" USING btree ("out_trade_no");--> statement-breakpoint
CREATE INDEX "payment_notices_unapplied" ON "payment_notices" USING btree ("received_at") WHERE applied_at is null;--> statement-breakpoint
CREATE INDEX "payment_notices_page" ON "payment_notices" USING btree ("received_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_number_unique" ON "refunds" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_suspense_once" ON "refunds" USING btree ("suspense_id") WHERE suspense_id is not null and status not in ('declined', 'closed');--> statement-breakpoint
CREATE INDEX "refunds_order" ON "refunds" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "refunds_live" ON "refunds" USING btree ("status") WHERE status not in ('declined', 'closed', 'done');--> statement-breakpoint
CREATE INDEX "refunds_to_follow" ON "refunds" USING btree ("next_query_at") WHERE next_query_at is not null;--> statement-breakpoint
CREATE INDEX "refunds_page" ON "refunds" USING btree ("requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "suspense_once" ON "suspense" USING btree ("channel","channel_trade_no");--> statement-breakpoint
CREATE UNIQUE INDEX "suspense_notice" ON "suspense" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "suspense_page" ON "suspense" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "suspense_order" ON "suspense" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "suspense_live" ON "suspense" USING btree ("status") WHERE status in ('open', 'assigning', 'refunding');--> statement-breakpoint
CREATE UNIQUE INDEX "packages_one_per_order" ON "packages" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "packages_account" ON "packages" USING btree ("account_id","product_code","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_entries_one_per_transfer" ON "bank_entries" USING btree ("transfer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_entries_ref_once" ON "bank_entries" USING btree ("own_account","bank_ref") WHERE bank_ref is not null;--> statement-breakpoint
CREATE INDEX "bank_entries_page" ON "bank_entries" USING btree ("booked_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "transfers_one_live_per_order" ON "transfers" USING btree ("order_id") WHERE status in ('awaiting', 'checking');--> statement-breakpoint
CREATE UNIQUE INDEX "transfers_voucher_once" ON "transfers" USING btree ("voucher_sha256") WHERE status <> 'rejected';--> statement-breakpoint
CREATE INDEX "transfers_order" ON "transfers" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "transfers_queue" ON "transfers" USING btree ("status","due_at","id");--> statement-breakpoint
CREATE INDEX "transfers_decided_page" ON "transfers" USING btree ("decided_at","id") WHERE decided_at is not null;--> statement-breakpoint
CREATE INDEX "transfers_confirmed_of_account" ON "transfers" USING btree ("account_id","confirmed_at") WHERE confirmed_at is not null;--> statement-breakpoint
CREATE POLICY "account_notes_staff" ON "account_notes" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "account_notes_system" ON "account_notes" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_auth" ON "accounts" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_staff" ON "accounts" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_system" ON "accounts" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_portal" ON "accounts" AS PERMISSIVE FOR SELECT TO "portal" USING ("accounts"."id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "members_auth" ON "members" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "members_system" ON "members" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "members_staff" ON "members" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "members_seller" ON "members" AS PERMISSIVE FOR SELECT TO "seller" USING ("members"."user_id" = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "members_portal" ON "members" AS PERMISSIVE FOR SELECT TO "portal" USING ("members"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "one_time_tokens_auth" ON "one_time_tokens" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_time_tokens_system" ON "one_time_tokens" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_auth" ON "sessions" AS PERMISSIVE FOR ALL TO "auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_system" ON "sessions" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_staff" ON "sessions" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
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
CREATE POLICY "authentications_portal" ON "authentications" AS PERMISSIVE FOR SELECT TO "portal" USING ("authentications"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "authentications_portal_submits" ON "authentications" AS PERMISSIVE FOR INSERT TO "portal" WITH CHECK ("authentications"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid and "authentications"."status" = 'under-review' and "authentications"."decided_by" is null);--> statement-breakpoint
CREATE POLICY "authentications_staff" ON "authentications" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "authentications_system" ON "authentications" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "cards_portal" ON "cards" AS PERMISSIVE FOR ALL TO "portal" USING ("cards"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("cards"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "cards_staff" ON "cards" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "cards_system" ON "cards" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "agreements_read" ON "agreements" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "agreements_write" ON "agreements" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "prices_read" ON "prices" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "prices_write" ON "prices" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "products_read" ON "products" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "products_write" ON "products" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quantity_choices_read" ON "quantity_choices" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "quantity_choices_write" ON "quantity_choices" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sellers_read" ON "sellers" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "sellers_write" ON "sellers" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
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
CREATE POLICY "files_portal" ON "files" AS PERMISSIVE FOR ALL TO "portal" USING ("files"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("files"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "files_staff" ON "files" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "files_system" ON "files" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "application_events_portal" ON "application_events" AS PERMISSIVE FOR ALL TO "portal" USING ("application_events"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("application_events"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "application_events_seller" ON "application_events" AS PERMISSIVE FOR ALL TO "seller" USING ("application_events"."application_id" in (select id from invoice_applications)) WITH CHECK ("application_events"."application_id" in (select id from invoice_applications));--> statement-breakpoint
CREATE POLICY "application_events_staff" ON "application_events" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "application_events_system" ON "application_events" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_applications_portal" ON "invoice_applications" AS PERMISSIVE FOR ALL TO "portal" USING ("invoice_applications"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("invoice_applications"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "invoice_applications_seller" ON "invoice_applications" AS PERMISSIVE FOR ALL TO "seller" USING ("invoice_applications"."seller_id" = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK ("invoice_applications"."seller_id" = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invoice_applications_staff" ON "invoice_applications" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_applications_system" ON "invoice_applications" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_claims_portal" ON "invoice_claims" AS PERMISSIVE FOR ALL TO "portal" USING ("invoice_claims"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("invoice_claims"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "invoice_claims_seller" ON "invoice_claims" AS PERMISSIVE FOR ALL TO "seller" USING ("invoice_claims"."application_id" in (select id from invoice_applications)) WITH CHECK ("invoice_claims"."application_id" in (select id from invoice_applications));--> statement-breakpoint
CREATE POLICY "invoice_claims_staff" ON "invoice_claims" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_claims_system" ON "invoice_claims" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "archive_parts_portal" ON "archive_parts" AS PERMISSIVE FOR ALL TO "portal" USING ("archive_parts"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("archive_parts"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "archive_parts_staff" ON "archive_parts" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "archive_parts_system" ON "archive_parts" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "archives_portal" ON "archives" AS PERMISSIVE FOR ALL TO "portal" USING ("archives"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("archives"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "archives_staff" ON "archives" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "archives_system" ON "archives" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "etax_templates_seller" ON "etax_templates" AS PERMISSIVE FOR ALL TO "seller" USING (seller_id = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (seller_id = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "etax_templates_staff" ON "etax_templates" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "issuing_batch_lines_seller" ON "issuing_batch_lines" AS PERMISSIVE FOR ALL TO "seller" USING (batch_id in (select id from issuing_batches)) WITH CHECK (batch_id in (select id from issuing_batches));--> statement-breakpoint
CREATE POLICY "issuing_batch_lines_staff" ON "issuing_batch_lines" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "issuing_batches_seller" ON "issuing_batches" AS PERMISSIVE FOR ALL TO "seller" USING (seller_id = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (seller_id = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "issuing_batches_staff" ON "issuing_batches" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "issuing_lists_seller" ON "issuing_lists" AS PERMISSIVE FOR ALL TO "seller" USING (seller_id = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (seller_id = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "issuing_lists_staff" ON "issuing_lists" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "corrections_portal" ON "corrections" AS PERMISSIVE FOR ALL TO "portal" USING ("corrections"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("corrections"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "corrections_seller" ON "corrections" AS PERMISSIVE FOR ALL TO "seller" USING (application_id in (select id from invoice_applications)) WITH CHECK (application_id in (select id from invoice_applications));--> statement-breakpoint
CREATE POLICY "corrections_staff" ON "corrections" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "corrections_system" ON "corrections" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "red_forms_portal" ON "red_forms" AS PERMISSIVE FOR SELECT TO "portal" USING ("red_forms"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "red_forms_seller" ON "red_forms" AS PERMISSIVE FOR ALL TO "seller" USING (application_id in (select id from invoice_applications)) WITH CHECK (application_id in (select id from invoice_applications));--> statement-breakpoint
CREATE POLICY "red_forms_staff" ON "red_forms" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "red_forms_system" ON "red_forms" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "deficits_seller" ON "deficits" AS PERMISSIVE FOR ALL TO "seller" USING ("deficits"."invoiceable_id" in (select id from invoiceables)) WITH CHECK ("deficits"."invoiceable_id" in (select id from invoiceables));--> statement-breakpoint
CREATE POLICY "deficits_portal" ON "deficits" AS PERMISSIVE FOR ALL TO "portal" USING ("deficits"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("deficits"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "deficits_staff" ON "deficits" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "deficits_system" ON "deficits" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quota_refunds_seller" ON "quota_refunds" AS PERMISSIVE FOR ALL TO "seller" USING ("quota_refunds"."invoiceable_id" in (select id from invoiceables)) WITH CHECK ("quota_refunds"."invoiceable_id" in (select id from invoiceables));--> statement-breakpoint
CREATE POLICY "quota_refunds_portal" ON "quota_refunds" AS PERMISSIVE FOR ALL TO "portal" USING ("quota_refunds"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("quota_refunds"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "quota_refunds_staff" ON "quota_refunds" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quota_refunds_system" ON "quota_refunds" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoiceables_portal" ON "invoiceables" AS PERMISSIVE FOR ALL TO "portal" USING ("invoiceables"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("invoiceables"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "invoiceables_staff" ON "invoiceables" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoiceables_system" ON "invoiceables" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoiceables_seller" ON "invoiceables" AS PERMISSIVE FOR ALL TO "seller" USING ("invoiceables"."seller_id" = (select seller_id from staff where user_id = nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "download_links_portal" ON "download_links" AS PERMISSIVE FOR ALL TO "portal" USING ("download_links"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("download_links"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "download_links_seller" ON "download_links" AS PERMISSIVE FOR ALL TO "seller" USING ("download_links"."invoice_id" in (select id from invoices)) WITH CHECK ("download_links"."invoice_id" in (select id from invoices));--> statement-breakpoint
CREATE POLICY "download_links_staff" ON "download_links" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "download_links_system" ON "download_links" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_files_portal" ON "invoice_files" AS PERMISSIVE FOR SELECT TO "portal" USING ("invoice_files"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "invoice_files_seller" ON "invoice_files" AS PERMISSIVE FOR ALL TO "seller" USING ("invoice_files"."invoice_id" in (select id from invoices)) WITH CHECK ("invoice_files"."invoice_id" in (select id from invoices));--> statement-breakpoint
CREATE POLICY "invoice_files_staff" ON "invoice_files" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_files_system" ON "invoice_files" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoices_portal" ON "invoices" AS PERMISSIVE FOR SELECT TO "portal" USING ("invoices"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "invoices_seller" ON "invoices" AS PERMISSIVE FOR ALL TO "seller" USING ("invoices"."application_id" in (select id from invoice_applications)) WITH CHECK ("invoices"."application_id" in (select id from invoice_applications));--> statement-breakpoint
CREATE POLICY "invoices_staff" ON "invoices" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoices_system" ON "invoices" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "calendar_days_read" ON "calendar_days" AS PERMISSIVE FOR SELECT TO "portal", "seller" USING (true);--> statement-breakpoint
CREATE POLICY "calendar_days_staff" ON "calendar_days" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "calendar_days_system" ON "calendar_days" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_items_read" ON "invoice_items" AS PERMISSIVE FOR SELECT TO "portal", "seller" USING (true);--> statement-breakpoint
CREATE POLICY "invoice_items_staff" ON "invoice_items" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invoice_items_system" ON "invoice_items" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seller_invoicing_read" ON "seller_invoicing" AS PERMISSIVE FOR SELECT TO "portal", "seller" USING (true);--> statement-breakpoint
CREATE POLICY "seller_invoicing_staff" ON "seller_invoicing" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seller_invoicing_system" ON "seller_invoicing" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sending_addresses_portal" ON "sending_addresses" AS PERMISSIVE FOR ALL TO "portal" USING ("sending_addresses"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("sending_addresses"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "sending_addresses_staff" ON "sending_addresses" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sending_addresses_system" ON "sending_addresses" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "titles_portal" ON "titles" AS PERMISSIVE FOR ALL TO "portal" USING ("titles"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("titles"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "titles_staff" ON "titles" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "titles_system" ON "titles" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
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
CREATE POLICY "payments_portal" ON "payments" AS PERMISSIVE FOR ALL TO "portal" USING ("payments"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("payments"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "payments_staff" ON "payments" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payments_system" ON "payments" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payment_notices_staff" ON "payment_notices" AS PERMISSIVE FOR SELECT TO "staff" USING (true);--> statement-breakpoint
CREATE POLICY "payment_notices_system" ON "payment_notices" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "refunds_portal" ON "refunds" AS PERMISSIVE FOR SELECT TO "portal" USING ("refunds"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "refunds_staff" ON "refunds" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "refunds_system" ON "refunds" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "suspense_portal" ON "suspense" AS PERMISSIVE FOR SELECT TO "portal" USING ("suspense"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "suspense_staff" ON "suspense" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "suspense_system" ON "suspense" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "policies_read" ON "policies" AS PERMISSIVE FOR SELECT TO "auth", "portal", "seller", "staff", "system" USING (true);--> statement-breakpoint
CREATE POLICY "policies_write" ON "policies" AS PERMISSIVE FOR INSERT TO "system" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "packages_portal" ON "packages" AS PERMISSIVE FOR ALL TO "portal" USING ("packages"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid) WITH CHECK ("packages"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "packages_staff" ON "packages" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "packages_system" ON "packages" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bank_entries_staff" ON "bank_entries" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bank_entries_system" ON "bank_entries" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "transfers_portal" ON "transfers" AS PERMISSIVE FOR SELECT TO "portal" USING ("transfers"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "transfers_portal_claims" ON "transfers" AS PERMISSIVE FOR INSERT TO "portal" WITH CHECK ("transfers"."account_id" = nullif(current_setting('app.account_id', true), '')::uuid and "transfers"."status" = 'awaiting' and "transfers"."confirmed_by" is null);--> statement-breakpoint
CREATE POLICY "transfers_staff" ON "transfers" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "transfers_system" ON "transfers" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);