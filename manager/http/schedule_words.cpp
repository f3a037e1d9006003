#include "manager/http/schedule_words.hpp"

namespace marquee::manager {

std::string_view priority_words(PriorityClass priority, Language language) {
    const bool chinese = language == Language::zh_cn;
    switch (priority) {
    case PriorityClass::urgent:
        return chinese ? "紧急" : "urgent";
    case PriorityClass::high:
        return chinese ? "高" : "high";
    case PriorityClass::normal:
        return chinese ? "普通" : "normal";
    case PriorityClass::low:
        break;
    }
    return chinese ? "低" : "low";
}

} // namespace marquee::manager
