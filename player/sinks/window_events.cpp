#include "player/sinks/window_events.hpp"

#include <SDL.h>

#include "player/sinks/desktop_connection.hpp"

namespace marquee::player {
namespace {

// Keys of SDL_SetWindowData.
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
    note_event(event);
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

} // namespace

WindowNews take_window_news(SDL_Window* window) {
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) {
        sort_event(event);
    }
    if (is_lost(window)) {
        return {false, SinkEvent::lost};
    }
    WindowNews news;
    news.repaint = take_mark(window, repaint_mark);
    news.event = take_mark(window, closed_mark) ? SinkEvent::closed : SinkEvent::none;
    return news;
}

} // namespace marquee::player
