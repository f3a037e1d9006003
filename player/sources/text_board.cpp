#include "player/sources/text_board.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "player/sources/board_layout.hpp"
#include "player/text/glyph_raster.hpp"

namespace marquee::player {
namespace {

Piece whole(Picture picture, Rect at) {
    const Rect all{0, 0, picture.size.width, picture.size.height};
    return {std::move(picture), all, at};
}

class Drawing {
public:
    Drawing(const FontCatalog& fonts, const BoardRequest& request)
        : fonts_(fonts), request_(request) {}

    Result<TextBoard> draw(const BoardPlan& plan) {
        board_.large_em_pixels = plan.large_em_pixels;
        board_.small_em_pixels = plan.small_em_pixels;
        for (const PlacedCell& cell : plan.cells) {
            if (Status drawn = cell.cell->column ? draw_column(cell) : draw_word(cell); !drawn) {
                return tl::unexpected(drawn.error());
            }
        }
        return std::move(board_);
    }

private:
    Result<Picture> draw(const PlacedCell& cell, TextLine line, std::int32_t x) {
        TextDrawing drawing;
        drawing.size = cell.at.size();
        drawing.em_pixels = cell.em_pixels;
        drawing.text = request_.style.text;
        drawing.background = request_.style.background;
        drawing.lines.push_back({std::move(line), x, cell.baseline});
        return draw_text(fonts_, drawing);
    }

    Status draw_word(const PlacedCell& cell) {
        return draw(cell, cell.cell->line, cell.ink_x).map([&](Picture picture) {
            board_.words.push_back(whole(std::move(picture), cell.at));
        });
    }

    Status draw_column(const PlacedCell& cell) {
        board_.columns.push_back(cell.at);
        return board_.digits.front().size.empty() ? draw_digits(cell) : Status();
    }

    // In the middle of their columns, each of which looks like this one.
    Status draw_digits(const PlacedCell& cell) {
        for (std::size_t digit = 0; digit < board_.digits.size(); ++digit) {
            const auto shaped = ShapedText::shape(
                fonts_, {std::to_string(digit), request_.language, request_.style.font});
            if (!shaped) {
                return tl::unexpected(shaped.error());
            }
            TextLine line = shaped->line(0, 1);
            const auto width = static_cast<std::int32_t>(line.width * cell.em_pixels);
            auto picture = draw(cell, std::move(line), (cell.at.width - width) / 2);
            if (!picture) {
                return tl::unexpected(picture.error());
            }
            board_.digits[digit] = *std::move(picture);
        }
        return {};
    }

    const FontCatalog& fonts_;
    const BoardRequest& request_;
    TextBoard board_;
};

} // namespace

Result<TextBoard> draw_board(const FontCatalog& fonts, const BoardRequest& request) {
    std::optional<BoardLines> best;
    double best_size = 0;
    for (const auto& arrangement : request.arrangements) {
        auto lines = shape_board(fonts, arrangement, request.language, request.style);
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        const double size = plan_board(*lines, request.zone, request.style).size();
        if (size > best_size) {
            best_size = size;
            best = *std::move(lines);
        }
    }
    if (!best) {
        return fail(ErrorCode::too_large, "the words are too many for so small a zone");
    }
    return Drawing(fonts, request).draw(plan_board(*best, request.zone, request.style));
}

std::vector<Piece> pieces_of(const TextBoard& board, std::string_view digits) {
    std::vector<Piece> pieces = board.words;
    const std::size_t count = std::min(digits.size(), board.columns.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto digit = static_cast<std::size_t>(digits[i] - '0');
        pieces.push_back(whole(board.digits.at(digit), board.columns[i]));
    }
    return pieces;
}

} // namespace marquee::player
