package jinye.platform.workflow;

/** 流转记录: the verbs of the trail, and how people call them. */
enum Trail {
    START("发起"),
    OPEN("打开"),
    SEND("送出"),
    RETURN("退回"),
    WITHDRAW("撤回"),
    TRANSFER("转办"),
    ADD_BEFORE("前加签"),
    ADD_AFTER("后加签"),
    HAND_OVER("移交"),
    REMOVE_SIGNER("取消加签"),
    CLAIM("领取"),
    RELEASE("放回"),
    CIRCULATE("传阅"),
    READ("阅"),
    URGE("催办"),
    SUSPEND("挂起"),
    RESUME("恢复"),
    JUMP("调整环节"),
    TERMINATE("终止"),
    REOPEN("重新办理"),
    MIGRATE("迁移流程"),
    COUNT("计票"),
    COPY("抄送"),
    SKIP("跳过"),
    REROUTE("改派"),
    AUTO_PASS("自动通过"),
    ADD_PARTICIPANT("增加会签"),
    REMOVE_PARTICIPANT("减去会签"),
    ADD_BRANCH("增加分支"),
    REMOVE_BRANCH("减去分支"),
    ASSIGN("指派"),
    NOTE("留言"),
    DICTATE("代录送出"),
    TIMEOUT("超时处理"),
    TIMER("等待期满"),
    SERVICE("自动办理"),
    MESSAGE("收到消息"),
    SUB_MATTERS("子办件办结"),
    FAIL("自动办理未完成"),
    RETRY("重新自动办理"),
    SKIP_WAIT("跳过等待"),
    CONFIRM_DICTATION("确认代录意见"),
    DISPUTE_DICTATION("不认可代录意见"),
    SCHEDULE("定时送出"),
    UNSCHEDULE("取消定时送出"),
    AUTO_URGE("自动催办"),
    ESCALATE("报告负责人"),
    END("办结");

    private final String term;

    Trail(String term) {
        this.term = term;
    }

    static String term(String verb) {
        return valueOf(verb).term;
    }
}
