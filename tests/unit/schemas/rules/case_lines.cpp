#include "tests/unit/schemas/rules/case_lines.hpp"
#include "tests/places.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace marquee::tests {

std::string CaseLine::text() const {
    std::string all;
    for (const std::string& word : words) {
        all += (all.empty() ? "" : " ") + word;
    }
    return all;
}

std::vector<std::filesystem::path> case_files(const std::string& folder) {
    std::vector<std::filesystem::path> files;
    const auto path = std::filesystem::path{source_path("tests/cases")} / folder;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        if (entry.path().extension() == ".case") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<CaseLine> case_lines(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<CaseLine> lines;
    int number = 0;
    for (std::string text; std::getline(in, text);) {
        ++number;
        std::istringstream words(text.substr(0, text.find('#')));
        CaseLine line{number, {}, {}};
        if (words >> line.verb) {
            for (std::string word; words >> word;) {
                line.words.push_back(word);
            }
            lines.push_back(std::move(line));
        }
    }
    if (lines.empty()) {
        throw std::runtime_error(file.string() + " says nothing");
    }
    return lines;
}

LocalDate case_date(const std::string& word) {
    const auto date = date_from_iso(word);
    if (!date) {
        throw std::runtime_error(to_string(date.error()));
    }
    return *date;
}

std::vector<LocalDate> case_dates(const std::vector<std::string>& words) {
    std::vector<LocalDate> dates;
    std::transform(words.begin(), words.end(), std::back_inserter(dates), case_date);
    return dates;
}

} // namespace marquee::tests
