// SDL's events, sorted by window: one sink reads the events of all windows of the process.
#pragma once

#include "player/ports/frame_sink.hpp"

struct SDL_Window;

namespace marquee::player {

// What happened to one window since it was asked last.
struct WindowNews {
    bool repaint = false; // its pixels were lost
    SinkEvent event = SinkEvent::none;
};

// Takes in what SDL has and answers for `window`. Main thread.
WindowNews take_window_news(SDL_Window* window);

} // namespace marquee::player
