"""Stages and the pipeline that knows their order."""
