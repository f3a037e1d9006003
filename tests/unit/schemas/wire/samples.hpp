// One full value of every document, every member of its first release set to something else than
// its default. `later` adds what came after.
#pragma once

#include "schemas/model/contact.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/journal.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::tests {

Program sample_program();
Program sample_later_program(); // program/1.1
Program sample_drawn_program(); // program/1.2
Manifest sample_manifest();
Manifest sample_later_manifest(); // manifest/1.1
Override sample_notice();
TrustDocument sample_trust();
Envelope sample_envelope();
EnrolmentFile sample_enrolment_file();
EnrolmentRequest sample_enrolment_request();
EnrolmentAnswer sample_enrolment_answer();
Heartbeat sample_heartbeat();
ContactAnswer sample_contact_answer();
TimeToken sample_time_token();
PlaySegment sample_play_segment();
UptimeSegment sample_uptime_segment();

} // namespace marquee::tests
