#include "schemas/wire/drawn_content.hpp"

#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

void write_style(ObjectWriter& out, const TextStyle& style) {
    write_colours(out, style);
    write_letters(out, style);
}

// The members "language" and "style", which may be left out.
template<typename Drawn>
void read_appearance(const Object& in, Drawn& drawn) {
    if (const Value value = in.optional("language")) {
        drawn.language = value.line(limits::word_bytes_max, 1);
    }
    if (const Value value = in.optional("style")) {
        read_look(value.object(), drawn.style);
    }
}

} // namespace

void write_clock_face(ObjectWriter& out, const ClockFace& face) {
    out.member("time", face.time);
    out.member("date", face.date);
    out.member("weekday", face.weekday);
    out.member("lunar_date", face.lunar_date);
    out.member("language", face.language);
    out.object("style", [&](ObjectWriter& inner) { write_style(inner, face.style); });
}

ClockFace read_clock_face(const Object& in) {
    ClockFace face;
    face.time = in.required("time").word<ClockTime>();
    face.date = in.optional("date").boolean();
    face.weekday = in.optional("weekday").boolean();
    face.lunar_date = in.optional("lunar_date").boolean();
    read_appearance(in, face);
    return face;
}

void write_countdown(ObjectWriter& out, const Countdown& countdown) {
    out.member("until_date", countdown.until_date);
    out.member("until_time", countdown.until_time);
    out.member("unit", countdown.unit);
    out.member("before", countdown.before);
    out.member("after", countdown.after);
    out.member("over", countdown.over);
    out.member("language", countdown.language);
    out.object("style", [&](ObjectWriter& inner) { write_style(inner, countdown.style); });
}

Countdown read_countdown(const Object& in) {
    Countdown countdown;
    countdown.until_date = in.required("until_date").date();
    if (const Value value = in.optional("until_time")) {
        countdown.until_time = value.time_of_day();
    }
    countdown.unit = in.required("unit").word<CountdownUnit>();
    countdown.before = in.optional("before").text(limits::name_bytes_max);
    countdown.after = in.optional("after").text(limits::name_bytes_max);
    countdown.over = in.required("over").text(limits::name_bytes_max, 1);
    read_appearance(in, countdown);
    return countdown;
}

void write_qr(ObjectWriter& out, const Qr& code) {
    out.member("text", code.text);
    out.member("dark", code.dark);
    out.member("light", code.light);
    out.member("caption", code.caption);
    out.member("language", code.language);
}

Qr read_qr(const Object& in) {
    Qr code;
    code.text = in.required("text").text(limits::qr_bytes_max, 1);
    if (const Value value = in.optional("dark")) {
        code.dark = value.colour();
    }
    if (const Value value = in.optional("light")) {
        code.light = value.colour();
    }
    code.caption = in.optional("caption").line(limits::name_bytes_max);
    if (const Value value = in.optional("language")) {
        code.language = value.line(limits::word_bytes_max, 1);
    }
    return code;
}

void write_test_card(ObjectWriter& out, const TestCard& card) {
    out.member("card", card.card);
    out.object("module", [&](ObjectWriter& inner) { write_size(inner, card.module); });
}

TestCard read_test_card(const Object& in) {
    TestCard card;
    card.card = in.required("card").word<TestCardKind>();
    if (const Value value = in.optional("module")) {
        card.module = read_size(value.object(), 1);
    }
    return card;
}

void write_asset(ObjectWriter& out, const AssetRef& asset) {
    out.member("sha256", asset.sha256);
    out.member("size_bytes", asset.size_bytes);
    out.member("media_type", asset.media_type);
}

AssetRef read_asset(const Object& in) {
    AssetRef asset;
    asset.sha256 = in.required("sha256").digest();
    asset.size_bytes =
        in.required("size_bytes").integer<std::uint64_t>(0, std::int64_t{limits::asset_bytes_max});
    asset.media_type = in.required("media_type").line(limits::word_bytes_max, 1);
    return asset;
}

} // namespace marquee::wire
