// Any bytes, through every reader: an error or a value whose written form reads back the same.
#include <cstdlib>
#include <string_view>

#include "schemas/wire/base64.hpp"
#include "tests/contract/wire_readers.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_reader(const tests::WireReader& reader, std::string_view text) {
    const Result<std::string> written = reader.rewrite(text);
    if (!written) {
        require(!written.error().what.empty());
        return;
    }
    const Result<std::string> again = reader.rewrite(*written);
    // A short text may grow past the limit of its kind when defaults are written out.
    const bool outgrown = !again && again.error().code == ErrorCode::too_large;
    require(outgrown || again == written);
}

void check_base64(std::string_view text) {
    require(wire::from_base64(wire::to_base64(text)) == std::string(text));
    if (const Result<std::string> bytes = wire::from_base64(text)) {
        require(wire::to_base64(*bytes) == text);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    for (const tests::WireReader& reader : tests::wire_readers) {
        check_reader(reader, text);
    }
    check_base64(text);
    return 0;
}
