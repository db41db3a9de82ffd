package jinye.platform.papers;

import org.springframework.stereotype.Service;

/** The front door of papers. */
@Service
public class Papers {

    /** Lays the document out and writes it as PDF/A. Refuses nothing; characters no font has are reported in the result. */
    public Paper print(OfficialPage page) {
        throw new UnsupportedOperationException();
    }
}
