// marquee-bench-watch [X Y CELL BITS]: tells, from outside of every player, when a screen changes
// and which frame is on it then. One line on standard output for each rectangle that was drawn:
//
//     WALL_US X Y WIDTH HEIGHT NUMBER
//
// NUMBER is written into the clips as a row of square cells at the top left of the picture: white,
// black, white, black, then BITS bits, the lowest first, then their parity; -1 where there is no
// such row. Runs until it is killed; the display comes from DISPLAY.
#include <array>
#include <charconv>
#include <cstdint>
#include <iostream>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <sched.h>
#include <time.h>

namespace {

constexpr int sync_cells = 4;

// The row of cells, in pixels of the screen.
struct NumberRow {
    int left = 0;
    int top = 0;
    int cell = 16;
    int bits = 11;

    int cells() const { return sync_cells + bits + 1; }
};

struct DisplayCloser {
    void operator()(Display* display) const { XCloseDisplay(display); }
};
struct ImageDestroyer {
    void operator()(XImage* image) const { XDestroyImage(image); }
};

// When something was seen, on the clock that players' schedules are written in.
std::int64_t wall_us() {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
}

// Being late itself would be blamed on the player. Without the right to it, it is as it is.
void be_punctual() {
    const sched_param first{.sched_priority = 1};
    ::sched_setscheduler(0, SCHED_RR, &first);
}

bool is_white(unsigned long pixel) {
    return (pixel >> 8 & 0xFF) > 127; // green is most of what is light
}

int number_on(Display* display, const NumberRow& row) {
    const std::unique_ptr<XImage, ImageDestroyer> image(
        XGetImage(display, DefaultRootWindow(display), row.left, row.top + row.cell / 2,
                  static_cast<unsigned>(row.cells() * row.cell), 1, AllPlanes, ZPixmap));
    if (!image) {
        return -1;
    }
    const auto white = [&](int cell) {
        return is_white(XGetPixel(image.get(), cell * row.cell + row.cell / 2, 0));
    };
    for (int cell = 0; cell < sync_cells; ++cell) {
        if (white(cell) != (cell % 2 == 0)) {
            return -1;
        }
    }
    int number = 0;
    int ones = 0;
    for (int bit = 0; bit < row.bits; ++bit) {
        const int value = white(sync_cells + bit) ? 1 : 0;
        number |= value << bit;
        ones += value;
    }
    return white(sync_cells + row.bits) == (ones % 2 == 1) ? number : -1;
}

struct Drawn {
    std::int64_t at_us;
    XRectangle area;
};

[[noreturn]] void watch(Display* display, const NumberRow& row) {
    int first_event = 0;
    int first_error = 0;
    if (!XDamageQueryExtension(display, &first_event, &first_error)) {
        std::cerr << "marquee-bench-watch: the screen does not tell what changes\n";
        std::exit(1);
    }
    XDamageCreate(display, DefaultRootWindow(display), XDamageReportRawRectangles);
    std::vector<Drawn> batch;
    while (true) {
        XEvent event;
        XNextEvent(display, &event);
        if (event.type != first_event + XDamageNotify) {
            continue;
        }
        batch.push_back({wall_us(), reinterpret_cast<XDamageNotifyEvent*>(&event)->area});
        if (XEventsQueued(display, QueuedAfterReading) > 0) {
            continue;
        }
        const int number = number_on(display, row);
        for (const Drawn& drawn : batch) {
            std::cout << drawn.at_us << ' ' << drawn.area.x << ' ' << drawn.area.y << ' '
                      << drawn.area.width << ' ' << drawn.area.height << ' ' << number << '\n';
        }
        std::cout.flush();
        batch.clear();
    }
}

bool read_row(std::span<char* const> arguments, NumberRow& row) {
    const std::array<int*, 4> fields{&row.left, &row.top, &row.cell, &row.bits};
    if (arguments.empty()) {
        return true;
    }
    if (arguments.size() != fields.size()) {
        return false;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string_view text = arguments[i];
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), *fields[i]);
        if (error != std::errc{} || end != text.data() + text.size() || *fields[i] < 0) {
            return false;
        }
    }
    return row.cell > 0 && row.bits > 0 && row.bits < 24;
}

} // namespace

int main(int count, char** arguments) {
    NumberRow row;
    if (!read_row(std::span(arguments, static_cast<std::size_t>(count)).subspan(1), row)) {
        std::cerr << "usage: marquee-bench-watch [X Y CELL BITS]\n";
        return 2;
    }
    const std::unique_ptr<Display, DisplayCloser> display(XOpenDisplay(nullptr));
    if (!display) {
        std::cerr << "marquee-bench-watch: no display\n";
        return 1;
    }
    be_punctual();
    watch(display.get(), row);
}
