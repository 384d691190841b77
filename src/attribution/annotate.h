/// An article in, everything that is said in it out: sentences, names, quantities, who says what, what is not known,
/// what an opinion piece argues.
#pragma once

#include "model/annotations.h"
#include "model/article.h"

namespace newsloom::attribution {

/// Pure, thread-safe, linear in the text. English first class, German second, other languages direct quotes;
/// `article.language` decides. Every range lies in article.text on character borders; every speaker is a substring of
/// the text, the title or the byline.
[[nodiscard]] Annotations annotate(const Article& article);

}  // namespace newsloom::attribution
