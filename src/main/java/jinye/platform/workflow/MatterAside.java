package jinye.platform.workflow;

import java.util.List;
import jinye.platform.workflow.Notes.NoteRow;
import jinye.platform.workflow.Watching.SubscriptionRow;

/**
 * What stands beside a matter's course on its page.
 *
 * @param changeableNodes open steps whose participants the reader may add to or take from
 * @param reopenNodes    where whoever steers it may begin anew; empty while it runs and when it is over for good
 * @param pageHash        SHA-256 of what the reader sees; an opinion written by hand names it
 */
record MatterAside(
        boolean followed,
        List<NoteRow> notes,
        List<SubscriptionRow> subscriptions,
        List<String> changeableNodes,
        List<String> reopenNodes,
        String pageHash) {}
