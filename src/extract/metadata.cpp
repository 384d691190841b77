#include "extract/detail/metadata.h"

#include <algorithm>

#include "extract/byline.h"
#include "extract/dates.h"
#include "extract/detail/facts.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::extract {

std::string squeeze(std::string_view text) {
    std::string result(text.size(), '\0');
    std::size_t size = 0;
    std::size_t i = 0;
    for (; i < text.size() && static_cast<unsigned char>(text[i]) < 0x80; ++i) {  // no branch per letter
        result[size] = ascii::lower(text[i]);
        size += ascii::is_alnum(text[i]) ? 1 : 0;
    }
    result.resize(size);
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            if (ascii::is_alnum(static_cast<char>(c))) result += ascii::lower(static_cast<char>(c));
            ++i;
            continue;
        }
        const auto next = utf8::decode(text, i);
        if (is_word_character(next.code_point)) utf8::append(result, fold_case(next.code_point));
        i += next.size;
    }
    return result;
}

bool squeezes_to(std::string_view text, std::string_view flat) {
    std::size_t size = 0;
    std::size_t i = 0;
    for (; i < text.size() && static_cast<unsigned char>(text[i]) < 0x80; ++i) {
        if (!ascii::is_alnum(text[i])) continue;
        if (size == flat.size() || ascii::lower(text[i]) != flat[size]) return false;
        ++size;
    }
    return i == text.size() ? size == flat.size() : squeeze(text.substr(i)) == flat.substr(size);
}

std::string_view Facts::meta(std::string_view key) const {
    for (const MetaTag& tag : view->meta) {
        if (ascii::iequals(tag.key, key) && !ascii::trim(tag.content).empty()) return ascii::trim(tag.content);
    }
    return {};
}

namespace {

std::string resolved(const Facts& facts, std::string_view reference) {
    reference = ascii::trim(reference);
    if (reference.empty()) return {};
    if (const auto full = url::resolve(facts.base, reference)) return *full;
    if (reference.starts_with("http://") || reference.starts_with("https://")) return utf8::repaired(reference);
    return {};
}

void read_addresses(const Page& page, Facts& facts, Article& article) {
    article.url = page.final_url.empty() ? page.url : page.final_url;
    facts.base = article.url;
    std::string_view canonical;
    for (const html::Node* link : facts.view->head_links) {
        const auto rel = (*link)[html::Attr::rel];
        if (canonical.empty() && ascii::iequals(ascii::trim(rel), "canonical")) canonical = (*link)[html::Attr::href];
    }
    if (canonical.empty()) canonical = facts.meta("og:url");
    if (facts.base.empty()) facts.base = std::string(ascii::trim(canonical));
    if (!facts.view->base_href.empty()) {
        if (const auto base = url::resolve(facts.base, facts.view->base_href)) facts.base = *base;
    }
    article.canonical_url = resolved(facts, canonical);
    facts.host = url::host(article.url.empty() ? article.canonical_url : article.url);
}

void read_language(Facts& facts, Article& article) {
    std::string_view language = ascii::trim(facts.view->html_lang);
    if (language.empty()) language = facts.meta("content-language");
    if (language.empty()) language = facts.meta("og:locale");
    if (language.empty()) language = facts.linked.language;
    std::string tag;
    for (const char c : language.substr(0, 35)) {
        if (ascii::is_alnum(c)) {
            tag += c;
        } else if (c == '-' || c == '_') {
            tag += '-';
        } else {
            break;
        }
    }
    const auto dash = tag.find('-');
    if (dash == 1 || tag.size() < 2 || (dash == std::string::npos && tag.size() > 3 && tag.size() > 8)) tag.clear();
    for (std::size_t i = 0; i < tag.size() && (dash == std::string::npos || i < dash); ++i)
        tag[i] = ascii::lower(tag[i]);
    article.language = tag;
    facts.language = tag;
}

void read_site(Facts& facts, Article& article) {
    std::string site = plain(facts.meta("og:site_name"));
    if (site.empty()) site = facts.linked.publisher;
    if (site.empty()) site = facts.linked.website;
    if (site.empty()) site = plain(facts.meta("application-name"));
    if (site.starts_with("http") || site.starts_with("@")) site.clear();
    article.site = site;
}

void read_topics(const Facts& facts, Article& article) {
    const auto add = [&article](std::string_view topic) {
        topic = ascii::trim(topic);
        if (topic.empty() || topic.size() > 100 || article.topics.size() >= 40) return;
        const std::string flat = squeeze(topic);
        for (const std::string& known : article.topics) {
            if (squeezes_to(known, flat)) return;
        }
        article.topics.push_back(plain(topic));
    };
    for (const std::string& section : facts.linked.sections)
        add(section);
    for (const MetaTag& tag : facts.view->meta) {
        if (ascii::iequals(tag.key, "article:section") || ascii::iequals(tag.key, "article:tag")) add(tag.content);
    }
    for (const std::string& keyword : facts.linked.keywords)
        add(keyword);
    if (article.topics.empty()) {
        std::string_view rest = facts.meta("news_keywords");
        if (rest.empty()) rest = facts.meta("keywords");
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            add(rest.substr(0, comma));
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
    }
}

}  // namespace

void read_metadata(const Page& page, Facts& facts, Article& article, std::vector<Reason>* why) {
    for (const html::Node* script : facts.view->json_ld) {
        for (const html::Node* text = script->first_child(); text != nullptr; text = text->next_sibling())
            read_linked_data(text->text(), facts.linked);
    }
    read_addresses(page, facts, article);
    read_language(facts, article);
    read_site(facts, article);
    read_title(facts, article, why);
    read_authors(facts, article, why);
    read_dates(page, facts, article, why);
    read_topics(facts, article);
}

}  // namespace newsloom::extract
