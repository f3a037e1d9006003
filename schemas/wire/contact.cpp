#include "schemas/wire/contact.hpp"

#include "schemas/wire/envelope.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

ManifestHead read_head(const Value& value) {
    const Object in = value.object();
    ManifestHead head;
    head.display = in.required("display").id<DisplayId>();
    head.number = read_number(in.required("number").object());
    head.unit_path = read_unit_path(in.required("unit_path"));
    return head;
}

ScreenshotOrder read_screenshot(const Value& value) {
    const Object in = value.object();
    ScreenshotOrder order;
    order.id = in.required("id").id<ScreenshotId>();
    order.display = in.required("display").id<DisplayId>();
    return order;
}

CardOrder read_card(const Value& value) {
    const Object in = value.object();
    CardOrder order;
    order.id = in.required("id").id<CardId>();
    order.display = in.required("display").id<DisplayId>();
    order.kind = in.required("kind").word<CardKind>();
    if (const Value module = in.optional("module")) {
        order.module = read_size(module.object(), 1);
    }
    order.name = in.optional("name").line(limits::name_bytes_max);
    order.unit = in.optional("unit").line(limits::name_bytes_max);
    order.remaining =
        Seconds{in.required("remaining_s").integer<std::int64_t>(1, limits::card_seconds_max)};
    return order;
}

void write_card(ObjectWriter& row, const CardOrder& order) {
    row.member("id", order.id);
    row.member("display", order.display);
    row.member("kind", order.kind);
    if (order.kind == CardKind::modules) {
        row.object("module", [&](ObjectWriter& module) { write_size(module, order.module); });
    }
    if (!order.name.empty()) {
        row.member("name", order.name);
    }
    if (!order.unit.empty()) {
        row.member("unit", order.unit);
    }
    row.member("remaining_s", order.remaining.count());
}

// The least minor that has everything the answer says.
Format format_of(const ContactAnswer& answer) {
    Format format = formats::contact_answer;
    if (answer.restart.empty()) {
        format.minor = answer.cards.empty() ? 1 : 2;
    }
    return format;
}

ContactAnswer read_answer_members(const Object& in) {
    ContactAnswer answer;
    answer.overrides =
        in.required("overrides").list(limits::overrides_per_contact_max, [](const Value& envelope) {
            return read_envelope_members(envelope.object(), limits::override_bytes_max);
        });
    answer.time_token =
        read_envelope_members(in.required("time_token").object(), limits::time_token_bytes_max);
    answer.trust_version =
        in.required("trust_version").integer<std::int64_t>(0, limits::json_integer_max);
    answer.manifests = in.required("manifests").list(limits::displays_per_player_max, read_head);
    if (const Value screenshots = in.optional("screenshots")) {
        answer.screenshots = screenshots.list(limits::displays_per_player_max, read_screenshot);
    }
    if (const Value cards = in.optional("cards")) {
        answer.cards = cards.list(limits::displays_per_player_max, read_card);
    }
    if (const Value restart = in.optional("restart_boot_id")) {
        answer.restart = restart.line(limits::word_bytes_max, 1);
    }
    answer.next_contact = Seconds{
        in.required("next_contact_s").integer<std::int64_t>(1, limits::next_contact_seconds_max)};
    return answer;
}

TimeToken read_token_members(const Object& in) {
    TimeToken token;
    token.organisation = in.required("organisation").id<OrganisationId>();
    token.nonce = in.required("nonce").line(limits::nonce_bytes_max, limits::nonce_bytes_min);
    token.utc = in.required("utc").instant();
    token.error =
        Microseconds{in.required("error_us").integer<std::int64_t>(0, limits::json_integer_max)};
    return token;
}

} // namespace

std::string write_contact_answer(const ContactAnswer& answer) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(format_of(answer)));
        out.list("overrides", answer.overrides, write_envelope_members);
        out.object("time_token",
                   [&](ObjectWriter& inner) { write_envelope_members(inner, answer.time_token); });
        out.member("trust_version", answer.trust_version);
        out.list("manifests", answer.manifests, [](ObjectWriter& row, const ManifestHead& head) {
            row.member("display", head.display);
            row.object("number", [&](ObjectWriter& inner) { write_number(inner, head.number); });
            row.ids("unit_path", head.unit_path);
        });
        if (!answer.screenshots.empty()) {
            out.list("screenshots", answer.screenshots,
                     [](ObjectWriter& row, const ScreenshotOrder& order) {
                         row.member("id", order.id);
                         row.member("display", order.display);
                     });
        }
        if (!answer.cards.empty()) {
            out.list("cards", answer.cards, write_card);
        }
        if (!answer.restart.empty()) {
            out.member("restart_boot_id", answer.restart);
        }
        out.member("next_contact_s", answer.next_contact.count());
    });
}

Result<ContactAnswer> read_contact_answer(std::string_view text) {
    return read_document(text, limits::contact_answer_bytes_max, formats::contact_answer,
                         read_answer_members);
}

std::string write_time_token(const TimeToken& token) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::time));
        out.member("organisation", token.organisation);
        out.member("nonce", token.nonce);
        out.member("utc", token.utc);
        out.member("error_us", token.error.count());
    });
}

Result<TimeToken> read_time_token(std::string_view text) {
    return read_document(text, limits::time_token_bytes_max, formats::time, read_token_members);
}

} // namespace marquee::wire
