package jinye.office.archives.items;

import java.util.Set;

/** Where an item stands after filing (archives.md §6). Its content never changes; only this does. */
public enum ItemState {
    FILED("已归档"),
    TRANSFERRING("移交中"),
    TRANSFERRED("已移交"),
    APPRAISING("鉴定中"),
    TO_DESTROY("待销毁"),
    DESTROYED("已销毁");

    private final String term;

    ItemState(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }

    public boolean canBecome(ItemState next) {
        return switch (this) {
            case FILED -> Set.of(TRANSFERRING, APPRAISING).contains(next);
            case TRANSFERRING -> Set.of(TRANSFERRED, FILED).contains(next);
            case APPRAISING -> Set.of(FILED, TO_DESTROY).contains(next);
            case TO_DESTROY -> Set.of(DESTROYED, FILED).contains(next);
            case TRANSFERRED, DESTROYED -> false;
        };
    }
}
