#include "schemas/wire/override.hpp"

#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

struct ActionWriter {
    ObjectWriter& out;

    void operator()(const Black& /*black*/) const { out.member("kind", "black"); }
    void operator()(const Notice& notice) const {
        out.member("kind", "notice");
        out.member("text", notice.text);
        out.member("language", notice.language);
        out.member("notice_template", notice.notice_template);
    }
    void operator()(const Lift& /*lift*/) const { out.member("kind", "lift"); }
};

OverrideAction read_action(const Object& in) {
    const Value kind = in.required("kind");
    const std::string word = kind.line(limits::word_bytes_max);
    if (word == "black") {
        return Black{};
    }
    if (word == "lift") {
        return Lift{};
    }
    if (word != "notice") {
        kind.refuse(ErrorCode::malformed, "'" + word + "' is none of: black, notice, lift",
                    {{"value", word}, {"allowed", "black, notice, lift"}});
        return Lift{};
    }
    Notice notice;
    notice.text = in.required("text").text(limits::notice_bytes_max, 1);
    notice.language = in.required("language").line(limits::word_bytes_max, 1);
    notice.notice_template = in.required("notice_template").line(limits::word_bytes_max, 1);
    return notice;
}

Override read_members(const Object& in) {
    Override read;
    read.organisation = in.required("organisation").id<OrganisationId>();
    read.id = in.required("id").id<OverrideId>();
    read.serial = in.required("serial").integer<std::int64_t>(0, limits::json_integer_max);
    read.issued_at = in.required("issued_at").instant();
    const Value not_after = in.required("not_after");
    read.not_after = read_end_after(not_after, read.issued_at);
    read.units = in.required("units").list(limits::units_addressed_max,
                                           [](const Value& id) { return id.id<UnitId>(); });
    read.displays =
        in.required("displays").list(limits::displays_addressed_max, [](const Value& id) {
            return id.id<DisplayId>();
        });
    read.action = read_action(in.required("action").object());
    if (!in.failed() && std::holds_alternative<Notice>(read.action)
        && read.not_after - read.issued_at > Seconds{limits::notice_seconds_max}) {
        not_after.refuse(ErrorCode::out_of_range, "a notice lasts too long",
                         {{"seconds_max", std::to_string(limits::notice_seconds_max)}});
    }
    return read;
}

} // namespace

std::string write_override(const Override& screen_override) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::screen_override));
        out.member("organisation", screen_override.organisation);
        out.member("id", screen_override.id);
        out.member("serial", screen_override.serial);
        out.member("issued_at", screen_override.issued_at);
        out.member("not_after", screen_override.not_after);
        out.ids("units", screen_override.units);
        out.ids("displays", screen_override.displays);
        out.object("action", [&](ObjectWriter& inner) {
            std::visit(ActionWriter{inner}, screen_override.action);
        });
    });
}

Result<Override> read_override(std::string_view text) {
    return read_document(text, limits::override_bytes_max, formats::screen_override, read_members);
}

} // namespace marquee::wire
