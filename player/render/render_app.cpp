#include "player/render/render_app.hpp"

#include <csignal>
#include <iostream>
#include <iterator>
#include <optional>

#include <unistd.h>

#include "common/clock.hpp"
#include "common/durable_file.hpp"
#include "common/log.hpp"
#include "common/own_program.hpp"
#include "common/size_text.hpp"
#include "player/render/check_report.hpp"
#include "player/render/confinement.hpp"
#include "player/render/drawing_office.hpp"
#include "player/render/line_service.hpp"
#include "player/render/motion_drawing.hpp"
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

RenderSettings render_settings_of(const Settings& settings) {
    return {settings.path("assets"),
            settings.has("decoder") ? settings.path("decoder")
                                    : beside_this_program("marquee-decode"),
            settings.text("fonts")};
}

Status draw(const Settings& settings, const Clock& clock) {
    const RenderSettings render = render_settings_of(settings);
    if (settings.toggle("serve")) {
        const Status confined = confine({{render.fonts, render.assets}, render.decoder});
        if (!confined) {
            return confined;
        }
    }
    auto fonts = FontCatalog::load(render.fonts);
    if (!fonts) {
        return tl::unexpected(fonts.error());
    }
    SystemSleeper sleeper;
    DrawingOffice office(render, *std::move(fonts), clock, sleeper);
    if (settings.toggle("serve")) {
        return serve(STDIN_FILENO, STDOUT_FILENO,
                     [&](const RenderOrder& order) { return office.answer(order); });
    }
    return draw_one(office, settings);
}

// The fonts of a process that parses nothing else, and starts nothing.
class Examiner {
public:
    Examiner(FontCatalog fonts, const Settings& settings)
        : fonts_(std::move(fonts)), assets_(settings.path("assets")), shelf_(fonts_, assets_) {}

    FontShelf& shelf() { return shelf_; }

private:
    const FontCatalog fonts_;
    FolderAssets assets_;
    FontShelf shelf_;
};

Result<FontCatalog> confined_fonts(const Settings& settings) {
    const std::string folder = settings.text("fonts");
    return confine({{folder, settings.path("assets")}}).and_then([&] {
        return FontCatalog::load(folder);
    });
}

Status serve_checks(const Settings& settings, const Clock& clock) {
    return confined_fonts(settings).and_then([&](const FontCatalog& fonts) {
        Examiner examiner(fonts, settings);
        return serve(STDIN_FILENO, STDOUT_FILENO, [&](const RenderOrder& order) {
            const bool check = std::holds_alternative<SloganCheckOrder>(order);
            auto reply = check ? answer_by_fonts(examiner.shelf(), order, clock.wall())
                               : std::optional<Reply>();
            return reply ? *std::move(reply)
                         : Reply{Error{ErrorCode::unsupported, "only checks are done here", {}, {}},
                                 {}};
        });
    });
}

// A body of the staff REST.
Result<std::string> body_in(const std::string& file) {
    if (file != "-") {
        return read_whole(file, limits::staff_body_bytes_max);
    }
    std::string text(std::istreambuf_iterator<char>(std::cin), {});
    return text;
}

// What `report(shelf, text)` makes of the body that a setting names, within the closer walls.
template<typename Report>
auto report_on(const Settings& settings, const char* key, Report report) {
    return body_in(settings.text(key)).and_then([&](const std::string& text) {
        return confined_fonts(settings).and_then([&](const FontCatalog& fonts) {
            Examiner examiner(fonts, settings);
            return report(examiner.shelf(), text);
        });
    });
}

Result<ExitCode> check(const Settings& settings, const Clock& clock) {
    const auto report = [&](FontShelf& shelf, const std::string& text) {
        return check_report(shelf, text, clock.wall());
    };
    return report_on(settings, "check", report).map([](const CheckReport& found) {
        std::cout << found.json << '\n' << std::flush;
        std::cerr << found.sentences;
        return found.has_errors ? ExitCode::runtime : ExitCode::ok;
    });
}

Result<ExitCode> describe_motion(const Settings& settings, const Clock& clock) {
    const auto report = [&](FontShelf& shelf, const std::string& text) {
        return motion_report(shelf, text, clock.wall());
    };
    return report_on(settings, "motion", report).map([](const std::string& json) {
        std::cout << json << '\n' << std::flush;
        return ExitCode::ok;
    });
}

// How many of the things it does were asked for.
int modes(const Settings& settings) {
    const bool picture = settings.has("program") && settings.has("out");
    return (picture ? 1 : 0) + (settings.has("check") ? 1 : 0) + (settings.has("motion") ? 1 : 0)
           + (settings.toggle("serve") || settings.toggle("serve-checks") ? 1 : 0);
}

Result<ExitCode> work(const Settings& settings, const Clock& clock) {
    if (settings.has("check")) {
        return check(settings, clock);
    }
    if (settings.has("motion")) {
        return describe_motion(settings, clock);
    }
    const Status done =
        settings.toggle("serve-checks") ? serve_checks(settings, clock) : draw(settings, clock);
    return done.map([] { return ExitCode::ok; });
}

Setting path(std::string key, std::string help) {
    return {.key = std::move(key), .kind = SettingKind::path, .help = std::move(help)};
}

} // namespace

SettingsTable render_settings() {
    SettingsTable table;
    table.program = "marquee-render";
    table.version = MARQUEE_VERSION;
    table.summary = "Draws what a display shows at one instant of a program, checks slogans and "
                    "describes how they move.";
    table.settings = {
        path("program", "the program, a program/1.0 document (JSON)"),
        path("assets", "folder with the program's assets and the slogan's font, by their digests"),
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
        {.key = "serve-checks",
         .kind = SettingKind::toggle,
         .default_value = "no",
         .help = "the same for checks of slogans alone, in a closer sandbox"},
        {.key = "check",
         .help = "a slogan to check, a file with the body of POST /api/v1/slogan-checks, or - for "
                 "standard input; the findings are written as JSON, and as sentences on standard "
                 "error; ends with 1 when one of them is an error"},
        {.key = "motion",
         .help =
             "a slogan to describe for who moves it, a file with the body of POST "
             "/api/v1/slogan-motions, or - for standard input; its pictures and their course are "
             "written as JSON"},
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
    if (modes(settings) != 1) {
        log.error("render", "usage",
                  {{"hint", "give --program and --out, --check, --motion, or --serve"}});
        return ExitCode::usage;
    }
    const Result<ExitCode> done = work(settings, clock);
    if (!done) {
        log.failure(LogLevel::error, "render", "not_drawn", done.error());
        return ExitCode::runtime;
    }
    return *done;
}

} // namespace marquee::player
