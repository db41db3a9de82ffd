package jinye.office.documents;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jinye.kernel.Grant;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * @param flow        {@code outgoing}, {@code incoming} or {@code memo}
 * @param state       code and Chinese term of the state, such as D80
 * @param kindName    文种, 通知
 * @param responsible 责任者: the organ that issued it, for an incoming document the sender
 * @param begunOn     the day it was drafted or registered
 * @param mainTo      unit ids of 主送
 * @param copyTo      unit ids of 抄送
 * @param paper       file id of the finished PDF, null before 排版成文
 * @param sheet       file id of the 发文稿纸/文件处理单 as PDF, null while open
 * @param attachments file ids in order
 * @param sealed      bears its seal, or is of the kind that bears none (纪要, GB/T 9704-2012 10.3)
 */
public record DocumentSnapshot(
        long id,
        String flow,
        String state,
        String stateName,
        String kindCode,
        String kindName,
        String title,
        @Nullable String number,
        Urgency urgency,
        String publicity,
        long unit,
        String unitName,
        long department,
        String departmentCode,
        String responsible,
        List<String> signers,
        @Nullable LocalDate issueDate,
        LocalDate begunOn,
        List<Long> mainTo,
        List<Long> copyTo,
        @Nullable String retentionProposal,
        String bodyText,
        @Nullable Long paper,
        @Nullable Long sheet,
        List<Long> attachments,
        boolean sealed,
        Set<Grant> grants) {}
