"""What screens are made of: panes, lists, the article, boxes to type in. All text in them goes through `tui.text`."""
