package jinye.office.documents;

import jinye.kernel.Actor;

/**
 * A document that was given out said that another is corrected, revoked, abolished or superseded. Receivers of the other are to
 * be told.
 *
 * @param act  CORRECTION, REVOCATION, ABOLITION or SUPERSESSION
 * @param says what receivers read as the reason, with title and number of the document that says so
 */
public record DocumentAffected(Actor actor, long document, String act, String says) {}
