// Rows of a stored picture, one format each behind the same door.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "player/decode/worker/media_file.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "player/decode/worker/picture_header.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// Calls in this order: header, begin, read_row for every row of what begin answered.
class PictureReader {
public:
    virtual ~PictureReader() = default;

    virtual const PictureHeader& header() const = 0;

    // Decoding starts, `wanted` being the size the whole stored picture will be scaled to. The
    // answer is the size of the rows to come: a format that shrinks cheaply does so, but stays at
    // least as large as `wanted`.
    virtual Result<Size> begin(Size wanted) = 0;

    // The next row, top to bottom, as the header says: three bytes a pixel, or four with the
    // colours premultiplied. `row` holds one row.
    virtual Status read_row(std::span<std::uint8_t> row) = 0;
};

using PictureReaderPtr = std::unique_ptr<PictureReader>;

// Read the header only; nothing is allocated for pixels yet. The file outlives the reader.
Result<PictureReaderPtr> open_jpeg(const MediaFile& file);
Result<PictureReaderPtr> open_png(const MediaFile& file);
Result<PictureReaderPtr> open_webp(const MediaFile& file);

// unsupported_media for a kind that is no picture.
Result<PictureReaderPtr> open_picture(const MediaFile& file, MediaKind kind);

} // namespace marquee::player::worker
