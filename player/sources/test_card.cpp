#include "player/sources/test_card.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "player/sources/pixel_board.hpp"

namespace marquee::player {
namespace {

constexpr Colour fine_line{40, 40, 40, 255};
constexpr Colour coarse_line{96, 96, 96, 255};
constexpr Colour falling{0, 160, 160, 255};
constexpr Colour rising{160, 160, 0, 255};
constexpr Colour round{0, 160, 0, 255};
constexpr std::int32_t edge_rows = 4;   // of single pixels, within the frame
constexpr std::int32_t digit_share = 6; // of the height
constexpr std::array<Colour, 5> fields{
    {{255, 255, 255, 255}, {255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {0, 0, 0, 255}}};

void draw_lines(PixelBoard& board, std::int32_t every, Colour colour) {
    for (std::int32_t x = every; x < board.size().width; x += every) {
        board.fill({x, 0, 1, board.size().height}, colour);
    }
    for (std::int32_t y = every; y < board.size().height; y += every) {
        board.fill({0, y, board.size().width, 1}, colour);
    }
}

// Every second pixel along all four sides, and the frame around them.
void draw_edge(PixelBoard& board) {
    const Size size = board.size();
    const Rect all{0, 0, size.width, size.height};
    for (std::int32_t ring = 1; ring <= edge_rows; ++ring) {
        board.frame({ring, ring, size.width - 2 * ring, size.height - 2 * ring}, colours::black);
        for (std::int32_t x = ring; x < size.width - ring; ++x) {
            const Colour colour = x % 2 == 0 ? colours::white : colours::black;
            board.dot(x, ring, colour);
            board.dot(x, size.height - 1 - ring, colour);
        }
        for (std::int32_t y = ring; y < size.height - ring; ++y) {
            const Colour colour = y % 2 == 0 ? colours::white : colours::black;
            board.dot(ring, y, colour);
            board.dot(size.width - 1 - ring, y, colour);
        }
    }
    board.frame(all, colours::white);
}

void draw_size(PixelBoard& board) {
    const Size size = board.size();
    const std::string text = std::to_string(size.width) + "x" + std::to_string(size.height);
    const std::int32_t scale =
        std::max(1, std::min(size.height / digit_share, size.width / digit_share)
                        / PixelBoard::digits_size("0", 1).height);
    const Size words = PixelBoard::digits_size(text, scale);
    const std::int32_t margin = 2 * scale;
    const Rect box{(size.width - words.width) / 2 - margin,
                   (size.height - words.height) / 2 - margin, words.width + 2 * margin,
                   words.height + 2 * margin};
    if (box.x > edge_rows && box.y > edge_rows) {
        board.fill(box, colours::black);
        board.digits(text, box, scale, colours::white);
    }
}

void draw_grid(PixelBoard& board) {
    const Size size = board.size();
    draw_lines(board, 16, fine_line);
    draw_lines(board, 64, coarse_line);
    board.line(0, 0, size.width - 1, size.height - 1, falling);
    board.line(0, size.height - 1, size.width - 1, 0, rising);
    const std::int32_t side = std::min(size.width, size.height) - 2 * (edge_rows + 1);
    board.circle({(size.width - side) / 2, (size.height - side) / 2, side, side}, round);
    draw_edge(board);
    draw_size(board);
}

void draw_gradients(PixelBoard& board) {
    const Size size = board.size();
    const bool wide = size.width >= size.height;
    const std::int32_t length = wide ? size.width : size.height;
    const std::int32_t across = wide ? size.height : size.width;
    constexpr std::int32_t bands = 4;
    for (std::int32_t band = 0; band < bands; ++band) {
        const Colour full = fields[static_cast<std::size_t>(band)];
        const std::int32_t from = band * across / bands;
        const std::int32_t depth = (band + 1) * across / bands - from;
        for (std::int32_t at = 0; at < length; ++at) {
            const auto step = static_cast<std::uint8_t>(at * 256 / length);
            const auto channel = [&](std::uint8_t most) {
                return static_cast<std::uint8_t>(most == 0 ? 0 : step);
            };
            const Colour colour{channel(full.red), channel(full.green), channel(full.blue), 255};
            board.fill(wide ? Rect{at, from, 1, depth} : Rect{from, at, depth, 1}, colour);
        }
    }
}

void draw_modules(PixelBoard& board, Size module) {
    const Size size = board.size();
    const std::int32_t columns = (size.width + module.width - 1) / module.width;
    const std::int32_t rows = (size.height + module.height - 1) / module.height;
    constexpr std::array<Colour, 2> grounds{{{0, 24, 72, 255}, {72, 24, 0, 255}}};
    for (std::int32_t row = 0; row < rows; ++row) {
        for (std::int32_t column = 0; column < columns; ++column) {
            const Rect rect{column * module.width, row * module.height, module.width,
                            module.height};
            if (intersect(rect, {0, 0, size.width, size.height}) != rect) {
                continue;
            }
            board.fill(rect, grounds[static_cast<std::size_t>((row + column) % 2)]);
            board.frame(rect, coarse_line);
            const std::string number = std::to_string(row * columns + column + 1);
            const Size one = PixelBoard::digits_size(number, 1);
            const std::int32_t scale = std::min((module.width - 4) / std::max(1, one.width),
                                                (module.height - 4) / one.height);
            if (scale > 0) {
                board.digits(number, rect, std::max(1, scale * 3 / 4), colours::white);
            }
        }
    }
}

} // namespace

Picture test_card_picture(const TestCard& card, Size zone) {
    PixelBoard board(zone);
    switch (card.card) {
    case TestCardKind::grid:
        draw_grid(board);
        break;
    case TestCardKind::gradients:
        draw_gradients(board);
        break;
    case TestCardKind::modules:
        draw_modules(board, card.module);
        break;
    case TestCardKind::sweep:
        board.fill({0, 0, zone.width, zone.height}, colours::white);
        break;
    }
    return board.picture();
}

TestCardSource::TestCardSource(TaskRunner& tasks, const SourceRequest& request)
    : shown_(request.shown),
      card_(std::get<TestCard>(request.item.content)),
      zone_(request.zone),
      drawn_(std::make_shared<Pending<Picture>>()) {
    // A line is as wide as the zone or as high: one picture has room for both.
    const std::int32_t side = std::max(zone_.width, zone_.height);
    tasks.post([card = card_, zone = sweeps() ? Size{side, 1} : zone_, drawn = drawn_] {
        drawn->put(test_card_picture(card, zone));
    });
}

SourceState TestCardSource::poll() {
    return drawn_->look() == nullptr ? SourceState::preparing : SourceState::ready;
}

Microseconds TestCardSource::round_time() const {
    return lines_time() + static_cast<std::int64_t>(fields.size()) * sweep_field;
}

Frame TestCardSource::sweep_at(Microseconds in_round) const {
    Frame frame{shown_, colours::black, {}, 0};
    if (in_round >= lines_time()) {
        const auto field = static_cast<std::size_t>((in_round - lines_time()) / sweep_field);
        frame.background = fields[field];
        frame.serial = static_cast<std::uint64_t>(zone_.width + zone_.height) + field;
        return frame;
    }
    const auto line = static_cast<std::int32_t>(in_round / sweep_step);
    const bool is_column = line < zone_.width;
    const std::int32_t row = line - zone_.width;
    const Rect target = is_column ? Rect{line, 0, 1, zone_.height} : Rect{0, row, zone_.width, 1};
    Picture white = drawn_->look()->value(); // a row, or by its stride a column
    if (is_column) {
        white.size = {1, white.size.width};
        white.strides[0] = 4;
    }
    frame.pieces.push_back({white, {0, 0, target.width, target.height}, target});
    frame.serial = static_cast<std::uint64_t>(line);
    return frame;
}

Frame TestCardSource::frame_at(Microseconds position) {
    if (sweeps()) {
        return sweep_at(position % round_time());
    }
    const Rect all{0, 0, zone_.width, zone_.height};
    return {shown_, colours::black, {{drawn_->look()->value(), all, all}}, 0};
}

std::optional<Microseconds> TestCardSource::next_change(Microseconds position) const {
    if (!sweeps()) {
        return std::nullopt;
    }
    const Microseconds in_round = position % round_time();
    const Microseconds begins = position - in_round;
    if (in_round < lines_time()) {
        return begins + (in_round / sweep_step + 1) * sweep_step;
    }
    const Microseconds in_fields = in_round - lines_time();
    return begins + lines_time() + (in_fields / sweep_field + 1) * sweep_field;
}

} // namespace marquee::player
