#include "player/render/render_app.hpp"

#include <csignal>

#include <unistd.h>

#include "common/clock.hpp"
#include "common/durable_file.hpp"
#include "common/log.hpp"
#include "common/own_program.hpp"
#include "common/size_text.hpp"
#include "player/render/drawing_office.hpp"
#include "player/render/line_service.hpp"
#include "player/sinks/png_file.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::player {
namespace {

Result<StillOrder> order_of(const Settings& settings) {
    return read_whole(settings.path("program"), limits::program_bytes_max)
        .and_then([](const std::string& text) { return wire::read_program(text); })
        .and_then([&](const Program& program) {
            return size_from_text(settings.text("size")).map([&](Size size) {
                return StillOrder{
                    program.layout, size, Milliseconds{settings.integer("at-ms")}, {}};
            });
        });
}

Status draw_one(DrawingOffice& office, const Settings& settings) {
    const auto order = order_of(settings);
    if (!order) {
        return tl::unexpected(order.error());
    }
    const Reply reply = office.answer(*order);
    if (const auto* error = std::get_if<Error>(&reply.head)) {
        return tl::unexpected(*error);
    }
    return replace_file(settings.path("out"), reply.picture);
}

Status draw(const Settings& settings, const Clock& clock) {
    auto fonts = FontCatalog::load(settings.text("fonts"));
    if (!fonts) {
        return tl::unexpected(fonts.error());
    }
    SystemSleeper sleeper;
    const RenderSettings render{settings.path("assets"),
                                settings.has("decoder") ? settings.path("decoder")
                                                        : beside_this_program("marquee-decode"),
                                settings.text("fonts")};
    DrawingOffice office(render, *std::move(fonts), clock, sleeper);
    if (settings.toggle("serve")) {
        return serve(STDIN_FILENO, STDOUT_FILENO,
                     [&](const RenderOrder& order) { return office.answer(order); });
    }
    return draw_one(office, settings);
}

Setting path(std::string key, std::string help) {
    return {.key = std::move(key), .kind = SettingKind::path, .help = std::move(help)};
}

} // namespace

SettingsTable render_settings() {
    SettingsTable table;
    table.program = "marquee-render";
    table.version = MARQUEE_VERSION;
    table.summary = "Draws what a display shows at one instant of a program.";
    table.settings = {
        path("program", "the program, a program/1.0 document (JSON)"),
        path("assets", "folder with the program's assets, by their digests"),
        {.key = "size",
         .default_value = "1920x1080",
         .help = "pixels of the display",
         .check = [](const std::string& text) { return size_from_text(text).map([](Size) {}); }},
        {.key = "at-ms",
         .kind = SettingKind::integer,
         .default_value = "0",
         .help = "instant into the program's loop, milliseconds",
         .least = 0,
         .most = limits::preview_at_ms_max},
        path("out", "the picture to write (PNG)"),
        {.key = "serve",
         .kind = SettingKind::toggle,
         .default_value = "no",
         .help = "answer requests on standard input, for the manager"},
        path("decoder", "the program marquee-decode; by default beside marquee-render"),
        {.key = "fonts",
         .kind = SettingKind::path,
         .default_value = "/usr/share/fonts",
         .help = "directory with the font files"},
    };
    return table;
}

ExitCode run_render(const Settings& settings) {
    const SystemClock clock;
    const Log log(clock);
    std::signal(SIGPIPE, SIG_IGN);
    const bool whole = settings.has("program") && settings.has("out");
    if (settings.toggle("serve") == whole) {
        log.error("render", "usage", {{"hint", "give --program and --out, or --serve"}});
        return ExitCode::usage;
    }
    if (const Status done = draw(settings, clock); !done) {
        log.failure(LogLevel::error, "render", "not_drawn", done.error());
        return ExitCode::runtime;
    }
    return ExitCode::ok;
}

} // namespace marquee::player
