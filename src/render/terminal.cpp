#include "render/detail/plain_text.h"
#include "render/render.h"

namespace newsloom::render {

std::string terminal(const Edition& edition, const LabelText& label_text) {
    const detail::Page page{&edition, &label_text, "", nullptr};
    detail::PlainOptions options;
    options.width = 80;
    options.links = false;
    options.details = true;
    return detail::plain_text(page, options);
}

}  // namespace newsloom::render
