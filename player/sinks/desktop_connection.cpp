#include "player/sinks/desktop_connection.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <dlfcn.h>

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xlib.h>
#undef Status // a macro of Xlib

namespace marquee::player {
namespace {

// Xlib's handlers belong to the process and know nothing but the connection, so this does too.
struct Losses {
    bool desktop = false;
    std::vector<::Window> windows; // reported as not there, by X
};

Losses& losses() {
    static Losses known;
    return known;
}

// Instead of Xlib's, which writes a line and calls exit(3).
int connection_broke(Display*) {
    losses().desktop = true;
    return 0;
}

void stay(Display*, void*) {}

void note_gone(::Window window) {
    std::vector<::Window>& gone = losses().windows;
    constexpr std::size_t remembered_max = 256;
    if (gone.size() < remembered_max && std::find(gone.begin(), gone.end(), window) == gone.end()) {
        gone.push_back(window);
    }
}

// Instead of Xlib's, which ends the process too. An error about something else than a window that
// is gone leaves everything as it was.
int request_failed(Display*, XErrorEvent* error) {
    if (error->error_code == BadWindow || error->error_code == BadDrawable) {
        note_gone(error->resourceid);
    }
    return 0;
}

// The window as X knows it; 0 when it is not X that shows it.
struct XWindow {
    Display* display = nullptr;
    ::Window id = 0;
};

XWindow x_window_of(SDL_Window* window) {
    SDL_SysWMinfo about;
    SDL_VERSION(&about.version);
    const bool is_x =
        SDL_GetWindowWMInfo(window, &about) == SDL_TRUE && about.subsystem == SDL_SYSWM_X11;
    return is_x ? XWindow{about.info.x11.display, about.info.x11.window} : XWindow{};
}

// False: a desktop was lost, and somebody's window of it is still to be closed.
bool watch_for_losses() {
    if (SDL_WasInit(SDL_INIT_VIDEO) != 0) {
        return !losses().desktop;
    }
    losses() = {};
    XSetErrorHandler(request_failed);
    XSetIOErrorHandler(connection_broke);
    return true;
}

void set_hints(VideoDriver driver) {
    // "Software" on X11 goes through llvmpipe unless this is set before the first window.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    // A desktop that is not there yet is waited for, and its screen not taken from it.
    const bool has_wayland = SDL_getenv("WAYLAND_DISPLAY") != nullptr;
    if (SDL_getenv("DISPLAY") != nullptr) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, has_wayland ? "x11,wayland" : "x11");
    } else if (has_wayland) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "wayland");
    }
    if (driver == VideoDriver::dummy) {
        // The dummy driver is only ever chosen by name, and only from the environment.
        SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    }
}

bool is_seen(std::string_view driver) {
    const char* const asked = SDL_getenv("SDL_VIDEODRIVER");
    return (asked != nullptr && *asked != '\0') || (driver != "offscreen" && driver != "dummy");
}

} // namespace

tl::unexpected<Error> sdl_failed(ErrorCode code, const std::string& doing) {
    return fail(code, doing + ": " + SDL_GetError());
}

Status open_video(VideoDriver driver) {
    set_hints(driver);
    if (!watch_for_losses()) {
        return fail(ErrorCode::unreachable, "the desktop is gone");
    }
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return sdl_failed(ErrorCode::unreachable, "no desktop to show on");
    }
    if (!is_seen(SDL_GetCurrentVideoDriver())) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return fail(ErrorCode::unreachable, "no desktop to show on");
    }
    return {};
}

bool is_lost(SDL_Window* window) {
    const Losses& known = losses();
    if (known.desktop || known.windows.empty()) {
        return known.desktop;
    }
    const ::Window id = x_window_of(window).id;
    return std::find(known.windows.begin(), known.windows.end(), id) != known.windows.end();
}

void note_event(const SDL_Event& event) {
    if (event.type == SDL_SYSWMEVENT && event.syswm.msg->subsystem == SDL_SYSWM_X11
        && event.syswm.msg->msg.x11.event.type == DestroyNotify) {
        note_gone(event.syswm.msg->msg.x11.event.xdestroywindow.window);
    }
}

void show_window(SDL_Window* window) {
    SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE); // for note_event()
    const XWindow x = x_window_of(window);
    if (x.id == 0) {
        SDL_ShowWindow(window);
        return;
    }
    XMapRaised(x.display, x.id); // SDL would wait for the answer, for ever if the server is gone
    XFlush(x.display);
}

void close_window(SDL_Window* window) {
    const XWindow x = is_lost(window) ? x_window_of(window) : XWindow{};
    if (x.id != 0) {
        // SDL hides the window first and waits for this event, for ever if the server is gone.
        XEvent hidden{};
        hidden.type = UnmapNotify;
        hidden.xunmap.display = x.display;
        hidden.xunmap.event = x.id;
        hidden.xunmap.window = x.id;
        XPutBackEvent(x.display, &hidden);
    }
    SDL_DestroyWindow(window);
}

} // namespace marquee::player

// Takes the place of Xlib's own in this program, also for SDL, which opens two connections and
// shows only one of them: the handler has to be set on every one, before its first use.
extern "C" Display* XOpenDisplay(const char* name) {
    using Open = Display* (*)(const char*);
    const auto open = reinterpret_cast<Open>(::dlsym(RTLD_NEXT, "XOpenDisplay"));
    Display* const display = open == nullptr ? nullptr : open(name);
    if (display != nullptr) {
        XSetIOErrorExitHandler(display, marquee::player::stay, nullptr);
    }
    return display;
}
