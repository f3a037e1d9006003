#include "player/sinks/output_window.hpp"

#include <algorithm>
#include <cstring>

#include <SDL.h>

#include "player/sinks/desktop_connection.hpp"

namespace marquee::player {

Result<std::shared_ptr<OutputWindow>> OutputWindow::open(const WindowOptions& options) {
    if (auto desktop = open_video(options.headless ? VideoDriver::dummy : VideoDriver::desktop);
        !desktop) {
        return tl::unexpected(desktop.error());
    }
    auto output = std::make_shared<OutputWindow>(); // from here on quits what was initialised
    output->size_ = options.place.size();
    output->window_ = SDL_CreateWindow(options.title.c_str(), options.place.x, options.place.y,
                                       options.place.width, options.place.height,
                                       SDL_WINDOW_BORDERLESS | SDL_WINDOW_HIDDEN);
    if (output->window_ == nullptr) {
        return sdl_failed(ErrorCode::unreachable, "window cannot be opened");
    }
    const SDL_Surface* surface = SDL_GetWindowSurface(output->window_);
    if (surface == nullptr) {
        return sdl_failed(ErrorCode::unsupported, "window has no surface");
    }
    if (surface->format->format != SDL_PIXELFORMAT_RGB888) {
        return fail(ErrorCode::unsupported, std::string("desktop has pixels of ")
                                                + SDL_GetPixelFormatName(surface->format->format)
                                                + ", 32-bit XRGB is needed");
    }
    show_window(output->window_);
    SDL_ShowCursor(SDL_DISABLE);
    SDL_DisableScreenSaver();
    if (is_lost(output->window_)) {
        return fail(ErrorCode::unreachable, "the desktop is gone");
    }
    return output;
}

OutputWindow::~OutputWindow() {
    if (window_ != nullptr) {
        close_window(window_);
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

Result<Canvas> OutputWindow::canvas() {
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) {
        pixels_ = nullptr;
        return sdl_failed(is_lost(window_) ? ErrorCode::unreachable : ErrorCode::io_failed,
                          "window has no surface");
    }
    if (surface->pixels != pixels_) {
        pixels_ = surface->pixels;
        ++generation_;
        std::memset(surface->pixels, 0,
                    static_cast<std::size_t>(surface->pitch)
                        * static_cast<std::size_t>(surface->h));
        black_unseen_ = true;
    }
    return Canvas{static_cast<std::uint8_t*>(surface->pixels),
                  surface->pitch,
                  {0, 0, std::min(surface->w, size_.width), std::min(surface->h, size_.height)}};
}

Status OutputWindow::show(const std::vector<Rect>& rects) {
    std::vector<SDL_Rect> shown;
    for (const Rect rect : rects) {
        shown.push_back({rect.x, rect.y, rect.width, rect.height});
    }
    if (black_unseen_) {
        shown = {{0, 0, size_.width, size_.height}};
    }
    if (shown.empty()) {
        return {};
    }
    const int done =
        SDL_UpdateWindowSurfaceRects(window_, shown.data(), static_cast<int>(shown.size()));
    if (is_lost(window_)) {
        return fail(ErrorCode::unreachable, "the desktop is gone");
    }
    if (done != 0) {
        pixels_ = nullptr; // the surface died with a resize: draw it all again
        return sdl_failed(ErrorCode::io_failed, "window cannot be drawn");
    }
    black_unseen_ = false;
    return {};
}

bool OutputWindow::is_gone() const {
    return is_lost(window_);
}

SinkEvent OutputWindow::attend() {
    const WindowNews news = take_window_news(window_);
    if (news.repaint && news.event != SinkEvent::lost) {
        pixels_ = nullptr;
    }
    return news.event;
}

} // namespace marquee::player
