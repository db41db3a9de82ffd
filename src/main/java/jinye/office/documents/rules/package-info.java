/** The routing rules (行文规则): named values in a list that can be read aloud, each citing its article. They see a {@link
 * jinye.office.documents.rules.Proposal} and nothing else, so they can be tried without a database. */
@NullMarked
package jinye.office.documents.rules;

import org.jspecify.annotations.NullMarked;
