export type Verb = 'approve' | 'decline' | 'enable' | 'suspension' | 'resumption' | 'destruction' | 'loss'

/** @property act what the dialog's own button says. @property note what is to be known before */
export const verbs: Record<
  Verb,
  { button: string; title: string; act: string; note: string; told: string; danger?: boolean; label?: string }
> = {
  approve: { button: '同意', title: '同意申请', act: '审批同意', note: '', told: '已审批同意。', label: '意见' },
  decline: { button: '不同意', title: '不同意申请', act: '审批不同意', note: '', told: '已审批。', label: '意见' },
  enable: {
    button: '启用',
    title: '启用印章',
    act: '启用并发通知',
    note: '启用后向本单位和下级单位的收发人员发出启用通知，可以查看印模。',
    told: '已启用，并已发出通知。',
  },
  suspension: {
    button: '停用',
    title: '停用印章',
    act: '立即停用',
    note: '即时起不能用印。恢复使用须经他人审批。',
    told: '已停用。',
  },
  resumption: {
    button: '申请恢复使用',
    title: '申请恢复使用',
    act: '提交申请',
    note: '经他人审批后恢复使用。',
    told: '已提出申请，等待审批。',
  },
  destruction: {
    button: '申请销毁',
    title: '申请销毁印章',
    act: '提交申请',
    note: '经他人审批后销毁，签章证书随之吊销，不能恢复。此前的用印仍然有效。',
    told: '已提出申请，等待审批。',
    danger: true,
  },
  loss: {
    button: '挂失',
    title: '挂失印章',
    act: '立即挂失',
    note: '即时起不能用印，签章证书随之暂停，并通知有关人员。挂失后不能恢复，需要的申请换发。',
    told: '已挂失，并已通知有关人员。',
    danger: true,
  },
}
