#include "player/sinks/surface_sink.hpp"

#include <algorithm>

#include <SDL.h>

#include "player/sinks/blit.hpp"
#include "player/sinks/damage.hpp"

namespace marquee::player {
namespace {

// Keys of SDL_SetWindowData: one sink reads the events of all windows of the process.
constexpr const char* repaint_mark = "marquee-repaint";
constexpr const char* closed_mark = "marquee-closed";

void mark(SDL_Window* window, const char* key) {
    if (window != nullptr) {
        SDL_SetWindowData(window, key, window);
    }
}

bool take_mark(SDL_Window* window, const char* key) {
    return SDL_SetWindowData(window, key, nullptr) != nullptr;
}

void sort_event(const SDL_Event& event) {
    if (event.type != SDL_WINDOWEVENT) {
        return;
    }
    SDL_Window* window = SDL_GetWindowFromID(event.window.windowID);
    if (event.window.event == SDL_WINDOWEVENT_CLOSE) {
        mark(window, closed_mark);
    } else if (event.window.event == SDL_WINDOWEVENT_EXPOSED
               || event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
        mark(window, repaint_mark);
    }
}

tl::unexpected<Error> sdl_failed(ErrorCode code, const std::string& doing) {
    return fail(code, doing + ": " + SDL_GetError());
}

void set_hints(bool headless) {
    // "Software" on X11 goes through llvmpipe unless this is set before the first window.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    if (headless) {
        // The dummy driver is only ever chosen by name, and only from the environment.
        SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    }
}

} // namespace

struct SurfaceSink::Window {
    SDL_Window* window = nullptr; // owned
    Size size;
    Scene scene;
    std::vector<SDL_Rect> damaged;      // drawn, not yet shown
    const void* drawn_pixels = nullptr; // of the surface that holds `scene`; SDL may replace it
    BlitScratch scratch;

    ~Window() {
        if (window != nullptr) {
            SDL_DestroyWindow(window);
        }
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
};

Result<std::unique_ptr<SurfaceSink>> SurfaceSink::open(const WindowOptions& options) {
    set_hints(options.headless);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return sdl_failed(ErrorCode::unreachable, "no desktop to show on");
    }
    auto window = std::make_unique<Window>(); // from here on quits what was initialised
    window->size = options.place.size();
    window->window =
        SDL_CreateWindow(options.title.c_str(), options.place.x, options.place.y,
                         options.place.width, options.place.height, SDL_WINDOW_BORDERLESS);
    if (window->window == nullptr) {
        return sdl_failed(ErrorCode::unreachable, "window cannot be opened");
    }
    const SDL_Surface* surface = SDL_GetWindowSurface(window->window);
    if (surface == nullptr) {
        return sdl_failed(ErrorCode::unsupported, "window has no surface");
    }
    if (surface->format->format != SDL_PIXELFORMAT_RGB888) {
        return fail(ErrorCode::unsupported, std::string("desktop has pixels of ")
                                                + SDL_GetPixelFormatName(surface->format->format)
                                                + ", 32-bit XRGB is needed");
    }
    SDL_ShowCursor(SDL_DISABLE);
    SDL_DisableScreenSaver();
    return std::make_unique<SurfaceSink>(std::move(window));
}

SurfaceSink::SurfaceSink(std::unique_ptr<Window> window) : window_(std::move(window)) {}

SurfaceSink::~SurfaceSink() = default;

Size SurfaceSink::size() const {
    return window_->size;
}

Status SurfaceSink::compose(const Scene& scene) {
    SDL_Surface* surface = SDL_GetWindowSurface(window_->window);
    if (surface == nullptr) {
        window_->drawn_pixels = nullptr;
        return sdl_failed(ErrorCode::io_failed, "window has no surface");
    }
    const Rect whole{0, 0, std::min(surface->w, window_->size.width),
                     std::min(surface->h, window_->size.height)};
    const bool fresh = surface->pixels != window_->drawn_pixels;
    const auto rects =
        fresh ? std::vector<Rect>{whole} : damage(window_->scene, scene, window_->size);
    const Canvas canvas{static_cast<std::uint8_t*>(surface->pixels), surface->pitch, whole};
    for (const Rect rect : rects) {
        const Rect seen = intersect(rect, whole);
        draw_scene(scene, seen, canvas, window_->scratch);
        window_->damaged.push_back({seen.x, seen.y, seen.width, seen.height});
    }
    window_->scene = scene;
    window_->drawn_pixels = surface->pixels;
    return {};
}

Status SurfaceSink::present(Instant) {
    if (window_->damaged.empty()) {
        return {};
    }
    const int shown = SDL_UpdateWindowSurfaceRects(window_->window, window_->damaged.data(),
                                                   static_cast<int>(window_->damaged.size()));
    window_->damaged.clear();
    if (shown != 0) {
        window_->drawn_pixels = nullptr; // the surface died with a resize: draw it all again
        return sdl_failed(ErrorCode::io_failed, "window cannot be drawn");
    }
    return {};
}

std::optional<Picture> SurfaceSink::shown() const {
    const SDL_Surface* surface = SDL_GetWindowSurface(window_->window);
    if (surface == nullptr || surface->pixels != window_->drawn_pixels
        || !window_->damaged.empty()) {
        return std::nullopt;
    }
    Picture picture;
    picture.size = {std::min(surface->w, window_->size.width),
                    std::min(surface->h, window_->size.height)};
    picture.planes[0] = static_cast<const std::uint8_t*>(surface->pixels);
    picture.strides[0] = surface->pitch;
    return picture;
}

SinkEvent SurfaceSink::attend() {
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) {
        sort_event(event);
    }
    if (take_mark(window_->window, repaint_mark)) {
        window_->drawn_pixels = nullptr;
        const Scene scene = window_->scene;
        if (compose(scene)) {
            std::ignore = present(Instant{});
        }
    }
    return take_mark(window_->window, closed_mark) ? SinkEvent::closed : SinkEvent::none;
}

} // namespace marquee::player
