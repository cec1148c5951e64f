"""Addresses of the pages of plans."""

from django.urls import path

from pcmt.web.plans import views

urlpatterns = [
    path("ke-hoach/", views.list_plans, name="plans.list"),
    path("ke-hoach/<int:plan_id>/", views.plan, name="plans.plan"),
    path("ke-hoach/nhiem-vu/", views.list_tasks, name="plans.tasks"),
    path("ke-hoach/chi-tieu/<int:target_id>/", views.target, name="plans.target"),
    path("ke-hoach/chi-tieu/<int:target_id>/lo-trinh", views.add_step, name="plans.add_milestone"),
    path("ke-hoach/chi-tieu/<int:target_id>/rut", views.withdraw_one_target, name="plans.withdraw_target"),
    path("ke-hoach/nhiem-vu/<int:task_id>/", views.task, name="plans.task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/tien-do", views.report, name="plans.record_progress"),
    path("ke-hoach/nhiem-vu/<int:task_id>/hoan-thanh", views.finish, name="plans.finish_task"),
    path("ke-hoach/nhiem-vu/<int:task_id>/rut", views.withdraw_one_task, name="plans.withdraw_task"),
    path("van-ban/<int:document_id>/lap-ke-hoach", views.adopt, name="plans.adopt_plan"),
]
