"""What each intent is called on a button."""

from collections.abc import Mapping

from domain.understanding import Intent

TITLES: Mapping[Intent, str] = {
    Intent.QUOTE: "查报价",
    Intent.LEAD_TIME: "查交期",
    Intent.STOCK: "查库存",
    Intent.SHIPMENT: "查物流",
    Intent.CONTRACT_PRICE: "查合同价",
    Intent.RIVAL_PRICE: "看竞品价格",
    Intent.VISIT_START: "开始拜访",
    Intent.VISIT_CONTINUE: "接着拜访",
    Intent.VISIT_SUBMIT: "提交拜访",
    Intent.PLAN: "看今天跑哪几家",
    Intent.PENETRATION: "查某次拜访缺什么",
    Intent.RADAR: "看完整率雷达图",
    Intent.DIGEST: "要日报周报",
    Intent.ATTRIBUTION: "查销量变化的原因",
    Intent.WHAT_IF: "模拟「如果…会怎样」",
    Intent.PROMO_ROI: "算活动划不划算",
    Intent.CHURN: "看可能流失的客户",
    Intent.PORTRAIT: "按标签找客户",
    Intent.WARROOM: "发起协同流程",
    Intent.CONTRACT_SIGN: "签契约",
    Intent.CONTRACT_REJECT: "退回契约",
    Intent.CONTRACT_DISPUTE: "对契约提异议",
    Intent.CONTRACT_DELIVER: "交交付物",
    Intent.CONTRACT_STATUS: "查契约进度",
    Intent.PRIVATE_WRITE: "记一条私密内容",
    Intent.PRIVATE_READ: "看私密内容",
    Intent.NOTE: "记一条备注",
    Intent.PLAYBOOK: "启动应急方案",
    Intent.PLAN_B: "看替代方案进度",
    Intent.AUDIT: "看管理健康度",
    Intent.IMPORT: "导入表格",
    Intent.EXPORT: "导出表格",
    Intent.HELP: "看我能做什么",
    Intent.CANCEL: "先不弄了",
    Intent.OOS: "随便聊聊",
}
