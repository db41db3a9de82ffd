insert into numbering.category (word, name, position, source, tag, effective_from) values
    ('令', '命令（令），单独编号', 95, 'GB/T 9704-2012 第10.2条令号及通行做法', 'PRAC', '2000-01-01');
