package jinye.platform.numbering;

import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of numbering. */
@Service
@Transactional
public class Numbering {

    /**
     * Takes the next number of a series for a record, in the caller's transaction. Asking again for the same record and series
     * gives the same number.
     *
     * @param unit   the unit that owns the series
     * @param series 机关代字 such as 湘烟办, or a register such as 收, 签; unknown series are refused
     */
    public TakenNumber take(Actor actor, long unit, String series, int year, RecordId record) {
        throw new UnsupportedOperationException();
    }

    /** Gives a number back for good (作废): it is never used again, and the reason stays in the register. */
    public void cancel(Actor actor, long unit, String series, int year, int number, String reason) {
        throw new UnsupportedOperationException();
    }
}
