-- A store as the first release left it (schema 1): two invented customers, three touches, an invitation.
PRAGMA application_id = 1313098545;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE appointments (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	lead_id INTEGER NOT NULL,
	contact_id INTEGER,
	visit_at INTEGER NOT NULL,
	visit_day TEXT NOT NULL,
	made_at INTEGER NOT NULL,
	state TEXT DEFAULT 'planned' NOT NULL,
	gift TEXT DEFAULT ('') NOT NULL,
	settled_by INTEGER,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_appointments PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_appointments_state CHECK (state = 'planned' OR state = 'kept' OR state = 'missed' OR state = 'moved' OR state = 'void'),
	CONSTRAINT fk_appointments_contact_id FOREIGN KEY(shop_id, contact_id) REFERENCES contacts (shop_id, id),
	CONSTRAINT fk_appointments_lead_id FOREIGN KEY(shop_id, lead_id) REFERENCES leads (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "appointments" VALUES(1,1,1,1,1795568400000000,'2026-11-25',1795482000000000,'planned','',NULL,1);
CREATE TABLE audit (
	shop_id INTEGER NOT NULL,
	desk TEXT NOT NULL,
	seq INTEGER NOT NULL,
	at INTEGER NOT NULL,
	by_id INTEGER,
	action TEXT NOT NULL,
	subject_id INTEGER,
	payload TEXT DEFAULT '{}' NOT NULL,
	previous BLOB NOT NULL,
	hash BLOB NOT NULL,
	CONSTRAINT pk_audit PRIMARY KEY (shop_id, desk, seq)
) WITHOUT ROWID, STRICT;
INSERT INTO "audit" VALUES(1,'1',1,1795482000000000,NULL,'person.added',1,'{}',X'0000000000000000000000000000000000000000000000000000000000000000',X'1C5CF85A15020E830EB4CCF38EC6B9E284E8827181DAAE13C3AC6CEBFFEE190A');
INSERT INTO "audit" VALUES(1,'1',2,1795482000000000,NULL,'import',1,'{"added": 2, "merged": 1, "rejected": 0, "unchanged": 0}',X'1C5CF85A15020E830EB4CCF38EC6B9E284E8827181DAAE13C3AC6CEBFFEE190A',X'5C7DDD1FABA78AC769EE74FB48787D650E6B0B05D8EEC86CCAE5F78BEF4D82CD');
INSERT INTO "audit" VALUES(1,'1',3,1795482000000000,1,'contact.invited',1,'{"backdated": false, "contact": 1}',X'5C7DDD1FABA78AC769EE74FB48787D650E6B0B05D8EEC86CCAE5F78BEF4D82CD',X'4DBF5298B5E8A6D5A3EC48DDF3B6059F59992C739DC476360604DB4AA683CC77');
INSERT INTO "audit" VALUES(1,'1',4,1795482000000000,1,'contact.no_answer',2,'{"backdated": false, "contact": 2}',X'4DBF5298B5E8A6D5A3EC48DDF3B6059F59992C739DC476360604DB4AA683CC77',X'5E918362A94F3DC521F49BEF80E76F43DA0ADA09F0038AC40782161F93FD0500');
CREATE TABLE channels (
	shop_id INTEGER NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	position INTEGER DEFAULT 0 NOT NULL,
	active INTEGER DEFAULT 1 NOT NULL,
	parent TEXT,
	hours_id INTEGER,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_channels PRIMARY KEY (shop_id, code),
	CONSTRAINT ck_channels_kind CHECK (kind = 'vertical' OR kind = 'official' OR kind = 'social' OR kind = 'local' OR kind = 'hotline' OR kind = 'showroom'),
	CONSTRAINT ck_channels_active CHECK (active IN (0, 1)),
	CONSTRAINT fk_channels_parent FOREIGN KEY(shop_id, parent) REFERENCES channels (shop_id, code)
) WITHOUT ROWID, STRICT;
INSERT INTO "channels" VALUES(1,'autohome','汽车之家','vertical',0,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'dealer_site','本店官网','official',9,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'dongchedi','懂车帝','vertical',2,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'douyin','抖音','social',18,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'forum_lunan','鲁南论坛','local',16,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'forum_shanting','山亭论坛','local',17,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'forum_tengzhou','滕州论坛','local',15,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'forum_zaozhuang','枣庄论坛','local',14,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'group_site','集团官网','official',8,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'hotline','400电话','hotline',20,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'maker_site','厂家官网','official',7,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'other','其他','social',23,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'pcauto','太平洋汽车','vertical',3,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'qq','QQ群/QQ空间','social',12,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'referral','转介绍','showroom',22,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'showroom','展厅','showroom',21,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'sina','新浪汽车','vertical',5,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'tencent','腾讯汽车','vertical',6,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'tieba','贴吧','local',13,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'wechat','微信','social',10,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'weibo','微博','social',11,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'xcar','爱卡汽车','vertical',4,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'xiaohongshu','小红书','social',19,1,NULL,NULL,1);
INSERT INTO "channels" VALUES(1,'yiche','易车','vertical',1,1,NULL,NULL,1);
CREATE TABLE clocks (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	lead_id INTEGER NOT NULL,
	touch_id INTEGER,
	channel TEXT NOT NULL,
	received_at INTEGER NOT NULL,
	due_at INTEGER NOT NULL,
	allowed_s INTEGER NOT NULL,
	shop_day TEXT NOT NULL,
	reason TEXT NOT NULL,
	opens_at INTEGER,
	hours_id INTEGER NOT NULL,
	state TEXT DEFAULT 'open' NOT NULL,
	answered_at INTEGER,
	answered_via TEXT,
	contact_id INTEGER,
	closed_at INTEGER,
	is_first INTEGER DEFAULT 0 NOT NULL,
	backdated INTEGER DEFAULT 0 NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_clocks PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_clocks_answered CHECK ((state = 'answered') = (answered_at IS NOT NULL)),
	CONSTRAINT ck_clocks_state CHECK (state = 'open' OR state = 'answered' OR state = 'void'),
	CONSTRAINT ck_clocks_backdated CHECK (backdated IN (0, 1)),
	CONSTRAINT ck_clocks_is_first CHECK (is_first IN (0, 1)),
	CONSTRAINT fk_clocks_hours_id FOREIGN KEY(shop_id, hours_id) REFERENCES hours (shop_id, id),
	CONSTRAINT fk_clocks_lead_id FOREIGN KEY(shop_id, lead_id) REFERENCES leads (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "clocks" VALUES(1,1,1,1,'autohome',1795480800000000,1795484400000000,3600,'2026-11-24','open',NULL,1,'answered',1795482000000000,'contact',1,NULL,1,0,2);
INSERT INTO "clocks" VALUES(1,2,2,2,'dongchedi',1795481400000000,1795485000000000,3600,'2026-11-24','open',NULL,1,'answered',1795482000000000,'contact',2,NULL,1,0,2);
CREATE TABLE contacts (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	lead_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	shop_day TEXT NOT NULL,
	by_id INTEGER,
	how TEXT NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT DEFAULT ('') NOT NULL,
	note TEXT DEFAULT ('') NOT NULL,
	next_at INTEGER,
	grade TEXT,
	backdated INTEGER DEFAULT 0 NOT NULL,
	voided_at INTEGER,
	CONSTRAINT pk_contacts PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_contacts_how CHECK (how = 'phone' OR how = 'wechat' OR how = 'visit' OR how = 'other'),
	CONSTRAINT ck_contacts_outcome CHECK (outcome = 'connected' OR outcome = 'no_answer' OR outcome = 'wrong_number' OR outcome = 'dead_number' OR outcome = 'wechat' OR outcome = 'invited' OR outcome = 'arrived' OR outcome = 'test_driven' OR outcome = 'ordered' OR outcome = 'delivered' OR outcome = 'lost' OR outcome = 'invalid'),
	CONSTRAINT ck_contacts_backdated CHECK (backdated IN (0, 1)),
	CONSTRAINT fk_contacts_by_id FOREIGN KEY(shop_id, by_id) REFERENCES people (shop_id, id),
	CONSTRAINT fk_contacts_lead_id FOREIGN KEY(shop_id, lead_id) REFERENCES leads (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "contacts" VALUES(1,1,1,1795482000000000,1795482000000000,'2026-11-24',1,'phone','invited','','周三上午来',NULL,NULL,0,NULL);
INSERT INTO "contacts" VALUES(1,2,2,1795482000000000,1795482000000000,'2026-11-24',1,'phone','no_answer','','',NULL,NULL,0,NULL);
CREATE TABLE counters (
	shop_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	next INTEGER NOT NULL,
	CONSTRAINT pk_counters PRIMARY KEY (shop_id, name)
) WITHOUT ROWID, STRICT;
INSERT INTO "counters" VALUES(1,'appointment',2);
INSERT INTO "counters" VALUES(1,'clock',3);
INSERT INTO "counters" VALUES(1,'contact',3);
INSERT INTO "counters" VALUES(1,'customer',3);
INSERT INTO "counters" VALUES(1,'hours',2);
INSERT INTO "counters" VALUES(1,'import',2);
INSERT INTO "counters" VALUES(1,'journal',3);
INSERT INTO "counters" VALUES(1,'lead',3);
INSERT INTO "counters" VALUES(1,'note',2);
INSERT INTO "counters" VALUES(1,'person',2);
INSERT INTO "counters" VALUES(1,'step',2);
INSERT INTO "counters" VALUES(1,'touch',4);
CREATE TABLE customers (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	region TEXT DEFAULT ('') NOT NULL,
	consent TEXT NOT NULL,
	consent_at INTEGER NOT NULL,
	do_not_contact INTEGER DEFAULT 0 NOT NULL,
	created_at INTEGER NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_customers PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_customers_do_not_contact CHECK (do_not_contact IN (0, 1))
) WITHOUT ROWID, STRICT;
INSERT INTO "customers" VALUES(1,1,'王女士','','inquiry',1795480800000000,0,1795480800000000,1);
INSERT INTO "customers" VALUES(1,2,'李先生','','inquiry',1795481400000000,0,1795481400000000,1);
CREATE TABLE hours (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	text TEXT NOT NULL,
	valid_from INTEGER NOT NULL,
	by_id INTEGER,
	CONSTRAINT pk_hours PRIMARY KEY (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "hours" VALUES(1,1,'timezone = "Asia/Shanghai"
allowed = "60m"
closing = "literal"
holidays = "CN"
holiday_hours = []
makeup_hours = []

[weekly]
mon = ["08:30-17:30"]
tue = ["08:30-17:30"]
wed = ["08:30-17:30"]
thu = ["08:30-17:30"]
fri = ["08:30-17:30"]
sat = ["08:30-17:30"]
sun = ["08:30-17:30"]
',1795482000000000,NULL);
CREATE TABLE identifiers (
	shop_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	customer_id INTEGER NOT NULL,
	is_virtual INTEGER DEFAULT 0 NOT NULL,
	is_shared INTEGER DEFAULT 0 NOT NULL,
	valid_from INTEGER,
	valid_to INTEGER,
	CONSTRAINT pk_identifiers PRIMARY KEY (shop_id, kind, value, customer_id),
	CONSTRAINT ck_identifiers_kind CHECK (kind = 'mobile' OR kind = 'landline' OR kind = 'wechat' OR kind = 'platform'),
	CONSTRAINT ck_identifiers_is_shared CHECK (is_shared IN (0, 1)),
	CONSTRAINT ck_identifiers_is_virtual CHECK (is_virtual IN (0, 1)),
	CONSTRAINT fk_identifiers_customer_id FOREIGN KEY(shop_id, customer_id) REFERENCES customers (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "identifiers" VALUES(1,'mobile','13812345678',1,0,0,1795480800000000,NULL);
INSERT INTO "identifiers" VALUES(1,'mobile','13912345678',2,0,0,1795481400000000,NULL);
CREATE TABLE imports (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	file TEXT NOT NULL,
	kind TEXT NOT NULL,
	profile TEXT NOT NULL,
	encoding TEXT NOT NULL,
	header TEXT NOT NULL,
	imported_at INTEGER NOT NULL,
	by_id INTEGER,
	rows INTEGER DEFAULT 0 NOT NULL,
	added INTEGER DEFAULT 0 NOT NULL,
	merged INTEGER DEFAULT 0 NOT NULL,
	unchanged INTEGER DEFAULT 0 NOT NULL,
	rejected INTEGER DEFAULT 0 NOT NULL,
	undone_at INTEGER,
	CONSTRAINT pk_imports PRIMARY KEY (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "imports" VALUES(1,1,'e.csv','leads','generic','utf-8','["线索编号", "客户姓名", "手机号", "意向车型", "留资时间", "渠道", "留言"]',1795482000000000,NULL,3,2,1,0,0,NULL);
CREATE TABLE journal (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	by_id INTEGER,
	lead_id INTEGER NOT NULL,
	contact_id INTEGER,
	"before" TEXT NOT NULL,
	"after" TEXT NOT NULL,
	undone_at INTEGER,
	CONSTRAINT pk_journal PRIMARY KEY (shop_id, id),
	CONSTRAINT fk_journal_contact_id FOREIGN KEY(shop_id, contact_id) REFERENCES contacts (shop_id, id),
	CONSTRAINT fk_journal_lead_id FOREIGN KEY(shop_id, lead_id) REFERENCES leads (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "journal" VALUES(1,1,1795482000000000,1,1,1,'{"grade": "N", "next_at": null, "owner_id": null}','{"grade": "N", "next_at": 1795568400000000, "owner_id": null}',NULL);
INSERT INTO "journal" VALUES(1,2,1795482000000000,1,2,2,'{"grade": "N", "next_at": null, "owner_id": null}','{"grade": "N", "next_at": null, "owner_id": null}',NULL);
CREATE TABLE leads (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	customer_id INTEGER NOT NULL,
	first_channel TEXT NOT NULL,
	model TEXT DEFAULT ('') NOT NULL,
	opened_at INTEGER NOT NULL,
	shop_day TEXT NOT NULL,
	stage TEXT DEFAULT 'new' NOT NULL,
	stage_at INTEGER NOT NULL,
	grade TEXT DEFAULT 'N' NOT NULL,
	owner_id INTEGER,
	touches INTEGER DEFAULT 1 NOT NULL,
	last_touch_at INTEGER NOT NULL,
	last_contact_at INTEGER,
	next_at INTEGER,
	is_open INTEGER DEFAULT 1 NOT NULL,
	closed_at INTEGER,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_leads PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_leads_grade CHECK (grade = 'H' OR grade = 'A' OR grade = 'B' OR grade = 'C' OR grade = 'O' OR grade = 'D' OR grade = 'N'),
	CONSTRAINT ck_leads_stage CHECK (stage = 'new' OR stage = 'contacted' OR stage = 'invited' OR stage = 'arrived' OR stage = 'test_driven' OR stage = 'ordered' OR stage = 'delivered' OR stage = 'lost' OR stage = 'invalid'),
	CONSTRAINT ck_leads_is_open CHECK (is_open IN (0, 1)),
	CONSTRAINT fk_leads_customer_id FOREIGN KEY(shop_id, customer_id) REFERENCES customers (shop_id, id),
	CONSTRAINT fk_leads_first_channel FOREIGN KEY(shop_id, first_channel) REFERENCES channels (shop_id, code),
	CONSTRAINT fk_leads_owner_id FOREIGN KEY(shop_id, owner_id) REFERENCES people (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "leads" VALUES(1,1,1,'autohome','秦PLUS',1795480800000000,'2026-11-24','invited',1795482000000000,'N',NULL,2,1795481700000000,1795482000000000,1795568400000000,1,NULL,2);
INSERT INTO "leads" VALUES(1,2,2,'dongchedi','汉EV',1795481400000000,'2026-11-24','new',1795481400000000,'N',NULL,1,1795481400000000,1795482000000000,NULL,1,NULL,2);
CREATE TABLE notes (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	lead_id INTEGER,
	day TEXT,
	text TEXT NOT NULL,
	at INTEGER NOT NULL,
	by_id INTEGER,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_notes PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_notes_subject CHECK ((lead_id IS NULL) <> (day IS NULL)),
	CONSTRAINT fk_notes_lead_id FOREIGN KEY(shop_id, lead_id) REFERENCES leads (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "notes" VALUES(1,1,NULL,'2026-11-24','雨天，到店少',1795482000000000,1,1);
CREATE TABLE people (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	aliases TEXT DEFAULT '[]' NOT NULL,
	role TEXT NOT NULL,
	active_from TEXT,
	active_to TEXT,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_people PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_people_role CHECK (role = 'clerk' OR role = 'inviter' OR role = 'consultant' OR role = 'manager'),
	CONSTRAINT uq_people_shop_id_name UNIQUE (shop_id, name)
) WITHOUT ROWID, STRICT;
INSERT INTO "people" VALUES(1,1,'小周','[]','clerk',NULL,NULL,1);
CREATE TABLE settings (
	shop_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_settings PRIMARY KEY (shop_id, "key")
) WITHOUT ROWID, STRICT;
INSERT INTO "settings" VALUES(1,'ideas.facts','"place = \"枣庄\"\n"',1);
CREATE TABLE shops (
	shop_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	place TEXT DEFAULT ('') NOT NULL,
	created_at INTEGER NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_shops PRIMARY KEY (shop_id)
) WITHOUT ROWID, STRICT;
INSERT INTO "shops" VALUES(1,'本店','',1795482000000000,1);
CREATE TABLE steps (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	lead_id INTEGER NOT NULL,
	contact_id INTEGER,
	stage TEXT NOT NULL,
	happened_at INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	shop_day TEXT NOT NULL,
	reason TEXT DEFAULT ('') NOT NULL,
	voided_at INTEGER,
	CONSTRAINT pk_steps PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_steps_stage CHECK (stage = 'new' OR stage = 'contacted' OR stage = 'invited' OR stage = 'arrived' OR stage = 'test_driven' OR stage = 'ordered' OR stage = 'delivered' OR stage = 'lost' OR stage = 'invalid'),
	CONSTRAINT fk_steps_contact_id FOREIGN KEY(shop_id, contact_id) REFERENCES contacts (shop_id, id),
	CONSTRAINT fk_steps_lead_id FOREIGN KEY(shop_id, lead_id) REFERENCES leads (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "steps" VALUES(1,1,1,1,'invited',1795482000000000,1795482000000000,'2026-11-24','',NULL);
CREATE TABLE touches (
	shop_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	lead_id INTEGER NOT NULL,
	channel TEXT NOT NULL,
	received_at INTEGER NOT NULL,
	time_kind TEXT NOT NULL,
	shop_day TEXT NOT NULL,
	outside_id TEXT,
	model TEXT DEFAULT ('') NOT NULL,
	message TEXT DEFAULT ('') NOT NULL,
	handled_at INTEGER,
	import_id INTEGER,
	line INTEGER,
	raw TEXT DEFAULT ('') NOT NULL,
	row_hash BLOB,
	CONSTRAINT pk_touches PRIMARY KEY (shop_id, id),
	CONSTRAINT ck_touches_time_kind CHECK (time_kind = 'exact' OR time_kind = 'date' OR time_kind = 'import'),
	CONSTRAINT fk_touches_channel FOREIGN KEY(shop_id, channel) REFERENCES channels (shop_id, code),
	CONSTRAINT fk_touches_import_id FOREIGN KEY(shop_id, import_id) REFERENCES imports (shop_id, id),
	CONSTRAINT fk_touches_lead_id FOREIGN KEY(shop_id, lead_id) REFERENCES leads (shop_id, id)
) WITHOUT ROWID, STRICT;
INSERT INTO "touches" VALUES(1,1,1,'autohome',1795480800000000,'exact','2026-11-24','A1','秦PLUS','看到你们的帖子来的',NULL,1,2,'["A1", "王女士", "13812345678", "秦PLUS", "2026-11-24 08:40:00", "汽车之家", "看到你们的帖子来的"]',NULL);
INSERT INTO "touches" VALUES(1,2,2,'dongchedi',1795481400000000,'exact','2026-11-24','A2','汉EV','周末想看车',NULL,1,3,'["A2", "李先生", "13912345678", "汉EV", "2026-11-24 08:50:00", "懂车帝", "周末想看车"]',NULL);
INSERT INTO "touches" VALUES(1,3,1,'yiche',1795481700000000,'exact','2026-11-24','A3','秦PLUS','还想问问优惠',NULL,1,4,'["A3", "王女士", "13812345678", "秦PLUS", "2026-11-24 08:55:00", "易车", "还想问问优惠"]',NULL);
CREATE INDEX ix_identifiers_shop_id_customer_id ON identifiers (shop_id, customer_id);
CREATE INDEX ix_leads_shop_id_customer_id ON leads (shop_id, customer_id);
CREATE INDEX ix_leads_shop_id_last_touch_at ON leads (shop_id, last_touch_at);
CREATE INDEX ix_leads_shop_id_next_at ON leads (shop_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX ix_leads_shop_id_shop_day ON leads (shop_id, shop_day);
CREATE UNIQUE INDEX uq_leads_one_open ON leads (shop_id, customer_id) WHERE is_open = 1;
CREATE INDEX ix_clocks_due ON clocks (shop_id, due_at) WHERE state = 'open';
CREATE INDEX ix_clocks_shop_id_lead_id ON clocks (shop_id, lead_id);
CREATE INDEX ix_clocks_shop_id_shop_day ON clocks (shop_id, shop_day);
CREATE UNIQUE INDEX uq_clocks_one_open ON clocks (shop_id, lead_id) WHERE state = 'open';
CREATE INDEX ix_contacts_shop_id_lead_id ON contacts (shop_id, lead_id);
CREATE INDEX ix_contacts_shop_id_shop_day ON contacts (shop_id, shop_day);
CREATE INDEX ix_notes_shop_id_lead_id ON notes (shop_id, lead_id);
CREATE UNIQUE INDEX uq_notes_day ON notes (shop_id, day) WHERE day IS NOT NULL;
CREATE INDEX ix_touches_shop_id_lead_id ON touches (shop_id, lead_id);
CREATE UNIQUE INDEX uq_touches_outside_id ON touches (shop_id, channel, outside_id) WHERE outside_id IS NOT NULL;
CREATE UNIQUE INDEX uq_touches_row ON touches (shop_id, channel, row_hash) WHERE row_hash IS NOT NULL;
CREATE INDEX ix_appointments_planned ON appointments (shop_id, visit_at) WHERE state = 'planned';
CREATE INDEX ix_appointments_shop_id_lead_id ON appointments (shop_id, lead_id);
CREATE INDEX ix_appointments_shop_id_visit_day ON appointments (shop_id, visit_day);
CREATE INDEX ix_journal_shop_id_lead_id ON journal (shop_id, lead_id);
CREATE INDEX ix_steps_shop_id_lead_id ON steps (shop_id, lead_id);
CREATE INDEX ix_steps_shop_id_shop_day ON steps (shop_id, shop_day);
COMMIT;
