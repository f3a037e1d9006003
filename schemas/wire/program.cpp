#include "schemas/wire/program.hpp"

#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

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

void write_style(ObjectWriter& out, const SloganStyle& style) {
    out.member("text", style.text);
    out.member("background", style.background);
    out.member("motion", style.motion);
    out.member("speed_pixels_per_second", style.speed_pixels_per_second);
    out.member("text_height_pixels", style.text_height_pixels);
    out.member("alignment", style.alignment);
    out.member("font", style.font);
}

// Every member may be left out: the style then keeps its default.
SloganStyle read_style(const Object& in) {
    SloganStyle style;
    if (const Value value = in.optional("text")) {
        style.text = value.colour();
    }
    if (const Value value = in.optional("background")) {
        style.background = value.colour();
    }
    if (const Value value = in.optional("motion")) {
        style.motion = value.word<Motion>();
    }
    style.speed_pixels_per_second =
        in.optional("speed_pixels_per_second")
            .integer<std::int32_t>(0, limits::scroll_pixels_per_second_max);
    style.text_height_pixels =
        in.optional("text_height_pixels").integer<std::int32_t>(0, limits::canvas_pixels_max);
    if (const Value value = in.optional("alignment")) {
        style.alignment = value.word<Alignment>();
    }
    style.font = in.optional("font").line(limits::name_bytes_max);
    return style;
}

void write_picture(ObjectWriter& out, const AssetRef& asset, Fit fit, const Colour& background) {
    out.object("asset", [&](ObjectWriter& inner) { write_asset(inner, asset); });
    out.member("fit", fit);
    out.member("background", background);
}

// Poster and video share what is drawn.
template<typename Picture>
void read_picture(const Object& in, Picture& picture) {
    picture.asset = read_asset(in.required("asset").object());
    if (const Value value = in.optional("fit")) {
        picture.fit = value.word<Fit>();
    }
    if (const Value value = in.optional("background")) {
        picture.background = value.colour();
    }
}

std::int32_t read_volume(const Object& in) {
    const Value value = in.optional("volume_percent");
    return value ? value.integer<std::int32_t>(0, 100) : 100;
}

struct ContentWriter {
    ObjectWriter& out;

    void operator()(const Slogan& slogan) const {
        out.member("kind", "slogan");
        write_slogan(out, slogan);
    }
    void operator()(const Poster& poster) const {
        out.member("kind", "poster");
        write_picture(out, poster.asset, poster.fit, poster.background);
    }
    void operator()(const Video& video) const {
        out.member("kind", "video");
        write_picture(out, video.asset, video.fit, video.background);
        out.member("volume_percent", video.volume_percent);
    }
    void operator()(const Audio& audio) const {
        out.member("kind", "audio");
        out.object("asset", [&](ObjectWriter& inner) { write_asset(inner, audio.asset); });
        out.member("volume_percent", audio.volume_percent);
    }
};

void write_item(ObjectWriter& out, const PlaylistItem& item) {
    out.member("id", item.id);
    out.member("name", item.name);
    out.member("duration_ms", item.duration.count());
    out.object("transition",
               [&](ObjectWriter& inner) { write_transition(inner, item.transition); });
    out.object("content", [&](ObjectWriter& inner) { write_content(inner, item.content); });
    write_validity(out, item);
}

PlaylistItem read_item(const Value& value) {
    const Object in = value.object();
    PlaylistItem item;
    item.id = in.required("id").id<ItemId>();
    item.name = in.required("name").line(limits::name_bytes_max);
    item.duration = Milliseconds{
        in.required("duration_ms")
            .integer<std::int64_t>(limits::item_duration_ms_min, limits::item_duration_ms_max)};
    if (const Value transition = in.optional("transition")) {
        item.transition = read_transition(transition.object(), item.duration);
    }
    item.content = read_content(in.required("content").object());
    read_validity(in, item);
    return item;
}

void write_zone(ObjectWriter& out, const Zone& zone) {
    out.member("name", zone.name);
    out.object("rect", [&](ObjectWriter& inner) { write_rect(inner, zone.rect); });
    out.object("playlist",
               [&](ObjectWriter& inner) { inner.list("items", zone.playlist.items, write_item); });
}

Zone read_zone(const Value& value, const Size& canvas) {
    const Object in = value.object();
    Zone zone;
    zone.name = in.required("name").line(limits::name_bytes_max, 1);
    zone.rect = read_zone_rect(in.required("rect"), canvas);
    const Object playlist = in.required("playlist").object();
    zone.playlist.items = playlist.required("items").list(limits::playlist_items_max, read_item, 1);
    return zone;
}

// The members of program/1.1 that items use.
std::vector<std::string> item_members_since_1_0(const Program& program) {
    bool begins = false;
    bool ends = false;
    for (const Zone& zone : program.layout.zones) {
        for (const PlaylistItem& item : zone.playlist.items) {
            begins = begins || item.not_before;
            ends = ends || item.not_after;
        }
    }
    std::vector<std::string> used;
    if (begins) {
        used.emplace_back("not_before");
    }
    if (ends) {
        used.emplace_back("not_after");
    }
    return used;
}

Program read_members(const Object& in) {
    Program program;
    program.organisation = in.required("organisation").id<OrganisationId>();
    program.id = in.required("id").id<ProgramId>();
    program.revision = read_revision(in);
    program.name = in.required("name").line(limits::name_bytes_max);
    program.unit = in.required("unit").id<UnitId>();
    program.layout = read_layout(in.required("layout").object());
    program.displays_allowed =
        in.required("displays_allowed").list(limits::displays_addressed_max, [](const Value& id) {
            return id.id<DisplayId>();
        });
    program.not_before = in.required("not_before").instant();
    program.not_after = read_end_after(in.required("not_after"), program.not_before);
    return program;
}

} // namespace

void write_slogan(ObjectWriter& out, const Slogan& slogan) {
    out.member("text", slogan.text);
    out.member("language", slogan.language);
    out.object("style", [&](ObjectWriter& inner) { write_style(inner, slogan.style); });
}

Slogan read_slogan(const Object& in) {
    Slogan slogan;
    slogan.text = in.required("text").text(limits::slogan_bytes_max, 1);
    if (const Value value = in.optional("language")) {
        slogan.language = value.line(limits::word_bytes_max, 1);
    }
    if (const Value value = in.optional("style")) {
        slogan.style = read_style(value.object());
    }
    return slogan;
}

void write_content(ObjectWriter& out, const Content& content) {
    std::visit(ContentWriter{out}, content);
}

Content read_content(const Object& in) {
    const Value kind = in.required("kind");
    const std::string word = kind.line(limits::word_bytes_max);
    if (word == "slogan") {
        return read_slogan(in);
    }
    if (word == "poster") {
        Poster poster;
        read_picture(in, poster);
        return poster;
    }
    if (word == "video") {
        Video video;
        read_picture(in, video);
        video.volume_percent = read_volume(in);
        return video;
    }
    if (word == "audio") {
        return Audio{read_asset(in.required("asset").object()), read_volume(in)};
    }
    kind.refuse(ErrorCode::malformed, "'" + word + "' is none of: slogan, poster, video, audio",
                {{"value", word}, {"allowed", "slogan, poster, video, audio"}});
    return Slogan{};
}

void write_layout(ObjectWriter& out, const Layout& layout) {
    out.object("canvas", [&](ObjectWriter& inner) { write_size(inner, layout.canvas); });
    out.member("background", layout.background);
    out.list("zones", layout.zones, write_zone);
}

Layout read_layout(const Object& in) {
    Layout layout;
    layout.canvas = read_size(in.required("canvas").object(), 1);
    if (const Value value = in.optional("background")) {
        layout.background = value.colour();
    }
    layout.zones = in.required("zones").list(
        limits::zones_max, [&](const Value& zone) { return read_zone(zone, layout.canvas); }, 1);
    return layout;
}

std::string write_program(const Program& program) {
    const std::vector<std::string> critical = item_members_since_1_0(program);
    return write_object([&](ObjectWriter& out) {
        write_format(out, formats::program, critical);
        out.member("organisation", program.organisation);
        out.member("id", program.id);
        out.member("revision", program.revision);
        out.member("name", program.name);
        out.member("unit", program.unit);
        out.object("layout", [&](ObjectWriter& inner) { write_layout(inner, program.layout); });
        out.ids("displays_allowed", program.displays_allowed);
        out.member("not_before", program.not_before);
        out.member("not_after", program.not_after);
    });
}

Result<Program> read_program(std::string_view text) {
    return read_document(text, limits::program_bytes_max, formats::program, read_members);
}

} // namespace marquee::wire
