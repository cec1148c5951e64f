"""Addresses of the pages of plans."""

from django.urls import path

from pcmt.web.plans import naming, overview, revising, roadmap, shares, steps, targets, tasks, views

urlpatterns = [
    path("ke-hoach/", views.list_plans, name="plans.list"),
    path("ke-hoach/<int:plan_id>/", views.plan, name="plans.plan"),
    path("ke-hoach/<int:plan_id>/can-cu", views.basis, name="plans.basis"),
    path("ke-hoach/<int:plan_id>/gan-ten", naming.match_plan_names, name="plans.match_names"),
    path("ke-hoach/<int:plan_id>/chi-tieu", overview.show_targets, name="plans.targets"),
    path("ke-hoach/chi-tieu/<int:target_id>/dang-ky", roadmap.show_roadmap, name="plans.roadmap"),
    path("ke-hoach/chi-tieu/<int:target_id>/dang-ky/them", roadmap.register, name="plans.register_roadmap"),
    path("ke-hoach/dang-ky/<int:registration_id>/chuyen", roadmap.move, name="plans.move_registration"),
    path("ke-hoach/dang-ky/<int:registration_id>/rut", roadmap.withdraw, name="plans.withdraw_registration"),
    path("ke-hoach/chi-tieu/<int:target_id>/giao-xa", shares.show_shares, name="plans.shares"),
    path("ke-hoach/chi-tieu/<int:target_id>/giao-xa/ghi", shares.allot, name="plans.allot_shares"),
    path("ke-hoach/nhiem-vu/", tasks.list_tasks, name="plans.tasks"),
    path("ke-hoach/chi-tieu/<int:target_id>/", targets.target, name="plans.target"),
    path("ke-hoach/chi-tieu/<int:target_id>/lo-trinh", targets.add_step, name="plans.add_milestone"),
    path("ke-hoach/chi-tieu/<int:target_id>/sua", revising.revise_one_target, name="plans.revise_target"),
    path("ke-hoach/chi-tieu/<int:target_id>/rut", targets.withdraw_one_target, name="plans.withdraw_target"),
    path("ke-hoach/nhiem-vu/<int:task_id>/", tasks.task, name="plans.task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/tien-do", steps.report, name="plans.record_progress"),
    path("ke-hoach/nhiem-vu/<int:task_id>/hoan-thanh", steps.finish, name="plans.finish_task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/bao-cao-giay", steps.note, name="plans.note_finished"),
    path("ke-hoach/nhiem-vu/<int:task_id>/nghiem-thu", steps.accept, name="plans.accept_task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/tra-lai", steps.give_back, name="plans.return_task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/gia-han", steps.ask_time, name="plans.ask_extension"),
    path("ke-hoach/nhiem-vu/<int:task_id>/gia-han/<int:extension_id>", steps.decide, name="plans.decide_extension"),
    path("ke-hoach/nhiem-vu/<int:task_id>/tam-dung", steps.pause, name="plans.pause_task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/lam-tiep", steps.resume, name="plans.resume_task"),
    path("ke-hoach/minh-chung/<int:evidence_id>", tasks.evidence_file, name="plans.evidence_file"),
    path("ke-hoach/nhiem-vu/<int:task_id>/sua", revising.revise_one_task, name="plans.revise_task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/rut", steps.withdraw, name="plans.withdraw_task"),
    path("van-ban/<int:document_id>/lap-ke-hoach", views.adopt, name="plans.adopt_plan"),
]
