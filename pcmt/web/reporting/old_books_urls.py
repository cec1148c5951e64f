"""Addresses of old books of figures."""

from django.urls import path

from pcmt.web.reporting import old_books

BOOKS = "bao-cao-so-lieu/so-cu/"

urlpatterns = [
    path(BOOKS, old_books.open_book, name="reporting.open_book"),
    path(BOOKS + "cach-doc/", old_books.keep_mapping, name="reporting.keep_mapping"),
    path(BOOKS + "cach-doc/<int:mapping_id>/tai-ve", old_books.mapping_file, name="reporting.mapping_file"),
    path(BOOKS + "cach-doc/<int:mapping_id>/bo", old_books.drop_mapping, name="reporting.drop_mapping"),
    path(BOOKS + "nap/<int:load_id>/", old_books.old_book_load, name="reporting.old_book_load"),
    path(BOOKS + "nap/<int:load_id>/tai-ve", old_books.old_book_file, name="reporting.old_book_file"),
    path(BOOKS + "nap/<int:load_id>/hoan-tac", old_books.undo_book, name="reporting.undo_book"),
    path(BOOKS + "<int:file_id>/", old_books.load_book, name="reporting.load_book"),
]
