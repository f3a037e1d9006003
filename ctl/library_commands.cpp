#include "ctl/library_commands.hpp"

#include <fmt/format.h>

#include "ctl/directory.hpp"
#include "ctl/media_loader.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view assets_path = "/api/v1/assets";
constexpr std::size_t files_max = 1'000; // in one command

// What the new asset is called: --name for a single file, else the file's own name.
Result<std::string> name_of(const Session& session, const std::filesystem::path& file) {
    if (!session.settings.has("name")) {
        return file.stem().string();
    }
    if (session.settings.positional().size() > 1) {
        return fail(ErrorCode::out_of_range, "--name goes with one file");
    }
    return session.settings.text("name");
}

Status upload(Session& session) {
    Result<StaffClient> client = connect(session);
    const Result<std::string> unit =
        client ? unit_called(*client, session.settings.text("unit"))
               : Result<std::string>(tl::unexpected<Error>(client.error()));
    if (!unit) {
        return tl::unexpected<Error>(unit.error());
    }
    MediaLoader loader(*client, session.clock, session.sleeper, session.tell);
    if (const Status known = loader.open(); !known) {
        return known;
    }
    std::string ready;
    for (const std::filesystem::path file : session.settings.positional()) {
        const auto loaded = name_of(session, file).and_then([&](const std::string& name) {
            return loader.load({.unit = *unit, .name = name, .file = file});
        });
        if (!loaded) {
            return fail(loaded.error().code, file.string() + ": " + loaded.error().what,
                        loaded.error().where);
        }
        ready += fmt::format("{}  {}{}\n", loaded->asset, file.string(),
                             loaded->was_uploaded ? "" : "  (was there already)");
    }
    return loader.wait_until_ready().map([&] { session.out = ready; });
}

// "0193…  ready 100 %  video  1920×1080  90 s  春节反诈"
std::string line_of(const wire::Value& value) {
    const wire::Object row = value.object();
    std::string line =
        fmt::format("{}  {:<10} {:>3} %  {:<7}", row.required("id").line(limits::name_bytes_max),
                    row.required("state").line(limits::word_bytes_max),
                    row.required("progress_percent").integer<std::int32_t>(0, 100),
                    row.optional("kind") ? row.optional("kind").line(limits::word_bytes_max) : "-");
    if (const wire::Value rendition = row.optional("rendition")) {
        const wire::Object made = rendition.object();
        line += fmt::format(
            "  {}×{}  {:>5} s", made.required("width").integer<std::int32_t>(0, INT32_MAX),
            made.required("height").integer<std::int32_t>(0, INT32_MAX),
            made.required("duration_ms").integer<std::int64_t>(0, INT64_MAX) / 1'000);
    }
    line += "  " + row.required("name").line(limits::name_bytes_max);
    if (const wire::Value problem = row.optional("problem")) {
        line += "\n      " + problem.object().required("detail").line(limits::note_bytes_max);
    }
    return line + "\n";
}

Status list_assets(Session& session) {
    return connect(session).and_then([&](StaffClient client) {
        return each_page(client, assets_path, [&](const std::string& body) {
            return wire::read_object(body, wire::staff_answer, [&](wire::Object in) {
                for (const std::string& line :
                     in.required("items").list(limits::page_rows_max, line_of)) {
                    session.out += line;
                }
                return in.optional("next_cursor").line(limits::name_bytes_max);
            });
        });
    });
}

} // namespace

Command upload_command() {
    return {.name = "upload",
            .summary = "uploads pictures, films and sounds, and waits until they can be shown",
            .positional = "FILE…",
            .positional_least = 1,
            .positional_most = files_max,
            .settings = {{.key = "unit",
                          .kind = SettingKind::text,
                          .help = "name or id of the unit they will belong to; default: the root"},
                         {.key = "name",
                          .kind = SettingKind::text,
                          .help = "what a single file will be called; default: its own name"},
                         credentials_setting()},
            .run = upload};
}

Command asset_list_command() {
    return {.name = "asset list",
            .summary = "prints the files of the library, their state and why one was refused",
            .settings = {credentials_setting()},
            .run = list_assets};
}

} // namespace marquee::ctl
