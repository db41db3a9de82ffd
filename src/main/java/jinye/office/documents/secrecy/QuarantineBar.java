package jinye.office.documents.secrecy;

import jinye.kernel.Actor;
import jinye.platform.files.FileBar;
import jinye.platform.files.StoredFile;
import org.springframework.stereotype.Component;

/** 保守国家秘密法 art. 31: what is kept apart is not handed back to whoever brought it, nor to anybody of the unit. */
@Component
class QuarantineBar implements FileBar {

    private final QuarantineRecords records;

    QuarantineBar(QuarantineRecords records) {
        this.records = records;
    }

    @Override
    public boolean bars(Actor reader, StoredFile file) {
        return records.apart(reader, file.sha256());
    }
}
