#include "schemas/wire/layout_draft.hpp"

#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::wire {

namespace {

using Shows = decltype(DraftItem::shows);
using Plays = decltype(DraftZone::plays);

std::string read_reference(const Value& value) {
    return value.line(limits::name_bytes_max, 1);
}

AssetReference read_asset(const Object& in, const Value& named) {
    AssetReference reference{.asset = read_reference(named)};
    if (const Value fit = in.optional("fit")) {
        reference.fit = fit.word<Fit>();
    }
    if (const Value background = in.optional("background")) {
        reference.background = background.colour();
    }
    if (const Value volume = in.optional("volume_percent")) {
        reference.volume_percent = volume.integer<std::int32_t>(0, 100);
    }
    if (const Value chime = in.optional("chime")) {
        reference.chime = chime.boolean();
    }
    reference.motion = read_motion(in);
    return reference;
}

ComicReference read_comic(const Object& in) {
    ComicReference comic;
    comic.pages = in.required("pages").list(limits::comic_pages_max, read_reference, 1);
    if (const Value time = in.optional("page_ms")) {
        comic.page_time = Milliseconds{
            time.integer<std::int64_t>(limits::item_duration_ms_min, limits::item_duration_ms_max)};
    }
    if (const Value fit = in.optional("fit")) {
        comic.fit = fit.word<Fit>();
    }
    if (const Value background = in.optional("background")) {
        comic.background = background.colour();
    }
    comic.motion = read_motion(in);
    return comic;
}

Shows read_shows(const Object& in, const DraftMembers& members) {
    const Value slogan = in.optional(members.slogan);
    const Value asset = in.optional(members.asset);
    const Value comic = in.optional("comic");
    const Value content = in.optional("content");
    const int said = (slogan ? 1 : 0) + (asset ? 1 : 0) + (comic ? 1 : 0) + (content ? 1 : 0);
    if (said != 1) {
        in.whole().refuse(
            said == 0 ? ErrorCode::missing_member : ErrorCode::conflict,
            "an item shows exactly one of a slogan, an asset, a comic and its own content");
        return Content{};
    }
    if (slogan) {
        return SloganReference{read_reference(slogan)};
    }
    if (asset) {
        return read_asset(in, asset);
    }
    if (comic) {
        return read_comic(comic.object());
    }
    return read_content(content.object());
}

// The time a comic takes follows from its pages, and every page takes the transition.
void check_comic(const Object& in, const DraftItem& item) {
    const auto* comic = std::get_if<ComicReference>(&item.shows);
    if (comic == nullptr) {
        return;
    }
    if (const Value duration = in.optional("duration_ms")) {
        duration.refuse(ErrorCode::conflict, "a comic lasts as long as its pages");
    }
    if (item.transition.duration > comic->page_time) {
        in.optional("transition")
            .refuse(ErrorCode::out_of_range, "the transition is longer than a page");
    }
}

DraftItem read_item(const Value& value, const DraftMembers& members) {
    const Object in = value.object();
    DraftItem item;
    if (const Value id = in.optional("id")) {
        item.id = id.id<ItemId>();
    }
    item.name = in.optional("name").line(limits::name_bytes_max);
    if (const Value duration = in.optional("duration_ms")) {
        item.duration = Milliseconds{duration.integer<std::int64_t>(limits::item_duration_ms_min,
                                                                    limits::item_duration_ms_max)};
    }
    if (const Value transition = in.optional("transition")) {
        item.transition =
            read_transition(transition.object(),
                            item.duration.value_or(Milliseconds{limits::item_duration_ms_max}));
    }
    item.shows = read_shows(in, members);
    check_comic(in, item);
    read_validity(in, item);
    return item;
}

Plays read_plays(const Object& in, const DraftMembers& members) {
    const Value own = in.optional("playlist"); // program/1.0 writes it so
    const Value named = members.playlist == "playlist" ? own : in.optional(members.playlist);
    const bool is_named = named && (members.playlist != "playlist" || named.is_text());
    const bool is_own = own && !own.is_text();
    const bool has_items = static_cast<bool>(in.optional("items"));
    const int said = (is_named ? 1 : 0) + (is_own ? 1 : 0) + (has_items ? 1 : 0);
    if (said != 1) {
        in.whole().refuse(said == 0 ? ErrorCode::missing_member : ErrorCode::conflict,
                          "a zone plays either a playlist of the library or items of its own");
        return {};
    }
    if (is_named) {
        return PlaylistReference{read_reference(named)};
    }
    return read_draft_items(is_own ? own.object() : in, members);
}

DraftZone read_zone(const Value& value, const Size& canvas, const DraftMembers& members) {
    const Object in = value.object();
    DraftZone zone;
    zone.name = in.required("name").line(limits::name_bytes_max, 1);
    zone.rect = read_zone_rect(in.required("rect"), canvas);
    zone.plays = read_plays(in, members);
    zone.opacity_percent = read_opacity(in);
    return zone;
}

struct ShowsWriter {
    ObjectWriter& out;
    const DraftMembers& members;

    void operator()(const Content& content) const {
        out.object("content", [&](ObjectWriter& inner) { write_content(inner, content); });
    }
    void operator()(const SloganReference& reference) const {
        out.member(members.slogan, reference.slogan);
    }
    void operator()(const AssetReference& reference) const {
        out.member(members.asset, reference.asset);
        out.member("fit", reference.fit);
        out.member("background", reference.background);
        out.member("volume_percent", reference.volume_percent);
        if (reference.chime) {
            out.member("chime", true);
        }
        write_motion(out, reference.motion);
    }
    void operator()(const ComicReference& comic) const {
        out.object("comic", [&](ObjectWriter& inner) {
            inner.texts("pages", comic.pages);
            inner.member("page_ms", comic.page_time.count());
            inner.member("fit", comic.fit);
            inner.member("background", comic.background);
            write_motion(inner, comic.motion);
        });
    }
};

void write_item(ObjectWriter& out, const DraftItem& item, const DraftMembers& members) {
    if (!item.id.empty()) {
        out.member("id", item.id);
    }
    out.member("name", item.name);
    if (item.duration) {
        out.member("duration_ms", item.duration->count());
    }
    out.object("transition",
               [&](ObjectWriter& inner) { write_transition(inner, item.transition); });
    std::visit(ShowsWriter{out, members}, item.shows);
    write_validity(out, item);
}

} // namespace

std::vector<DraftItem> read_draft_items(const Object& in, const DraftMembers& members) {
    return in.required("items").list(
        limits::playlist_items_max, [&](const Value& item) { return read_item(item, members); }, 1);
}

void write_draft_items(ObjectWriter& out, const std::vector<DraftItem>& items,
                       const DraftMembers& members) {
    out.list("items", items,
             [&](ObjectWriter& row, const DraftItem& item) { write_item(row, item, members); });
}

LayoutDraft read_layout_draft(const Object& in, const DraftMembers& members) {
    LayoutDraft draft;
    draft.canvas = read_size(in.required("canvas").object(), 1);
    if (const Value background = in.optional("background")) {
        draft.background = background.colour();
    }
    draft.zones = in.required("zones").list(
        limits::zones_max,
        [&](const Value& zone) { return read_zone(zone, draft.canvas, members); }, 1);
    return draft;
}

void write_layout_draft(ObjectWriter& out, const LayoutDraft& draft, const DraftMembers& members) {
    out.object("canvas", [&](ObjectWriter& inner) { write_size(inner, draft.canvas); });
    out.member("background", draft.background);
    out.list("zones", draft.zones, [&](ObjectWriter& row, const DraftZone& zone) {
        row.member("name", zone.name);
        row.object("rect", [&](ObjectWriter& inner) { write_rect(inner, zone.rect); });
        if (const auto* named = std::get_if<PlaylistReference>(&zone.plays)) {
            row.member(members.playlist, named->playlist);
        } else {
            write_draft_items(row, std::get<std::vector<DraftItem>>(zone.plays), members);
        }
        write_opacity(row, zone.opacity_percent);
    });
}

} // namespace marquee::wire
