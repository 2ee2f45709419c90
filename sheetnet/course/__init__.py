"""The course: a workbook that lists all lessons in their order, each with its question, its picture and a link."""

from sheetnet.course.book import FILE, write_course

__all__ = ["FILE", "write_course"]
