// heartbeat/1.0, contact-answer/1.0 and time/1.0: what is said at every contact.
// schemas/heartbeat.schema.json, schemas/contact-answer.schema.json, schemas/time.schema.json
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"

namespace marquee::wire {

std::string write_heartbeat(const Heartbeat& heartbeat);
Result<Heartbeat> read_heartbeat(std::string_view text);

std::string write_contact_answer(const ContactAnswer& answer);
Result<ContactAnswer> read_contact_answer(std::string_view text);

// The payload of a time token.
std::string write_time_token(const TimeToken& token);
Result<TimeToken> read_time_token(std::string_view text);

} // namespace marquee::wire
